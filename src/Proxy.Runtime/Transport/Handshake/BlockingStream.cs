using System.Net.Sockets;

namespace SharedObjects.Transport.Handshake;

/// <summary>
/// A socket whose asynchronous operations block and are done when they return. For a child that has nothing else to do until it is connected:
/// awaiting what is done compiles nothing, and the machinery of real waiting is a third of what a child's handshake costs.
/// </summary>
/// <param name="socket">The connection; not disposed.</param>
/// <param name="timeout">How long one operation may take.</param>
internal sealed class BlockingStream(Socket socket, TimeSpan timeout) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        socket.ReceiveTimeout = (int)timeout.TotalMilliseconds;
        var count = socket.Receive(buffer, SocketFlags.None, out var error);
        ThrowIfFailed(error);
        return count;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        socket.SendTimeout = (int)timeout.TotalMilliseconds;
        for (var sent = 0; sent < buffer.Length;)
        {
            sent += socket.Send(buffer[sent..], SocketFlags.None, out var error);
            ThrowIfFailed(error);
        }
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(buffer.Span));
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void ThrowIfFailed(SocketError error)
    {
        if (error is SocketError.TimedOut or SocketError.WouldBlock)
        {
            throw new HandshakeException(HandshakeFailure.TooSlow, $"The manager did not answer within {timeout.TotalSeconds} s.");
        }

        if (error != SocketError.Success)
        {
            throw new IOException("The connection broke.", new SocketException((int)error));
        }
    }
}
