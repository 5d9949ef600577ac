using System.Buffers.Binary;
using System.Net.Sockets;
using System.Threading.Channels;
using SharedObjects.Transport.Endpoints;

namespace SharedObjects.Hosting.Processes;

/// <summary>
/// The private line between a child and its owner, the same type at both ends. Sending is safe from any thread. Receiving hands out the
/// role's own messages; the rest is settled by <see cref="ChildProcess"/> at one end and <see cref="OwnerWatch"/> at the other.
/// </summary>
internal sealed class ControlChannel : IDisposable
{
    private readonly SocketConnection connection;
    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly TaskCompletionSource stays = new();
    private readonly Channel<ControlMessage> received = Channel.CreateUnbounded<ControlMessage>(new UnboundedChannelOptions { SingleWriter = true });

    /// <summary>Takes ownership of <paramref name="connection"/>.</summary>
    public ControlChannel(SocketConnection connection) => this.connection = connection;

    /// <summary>In the child: the role's arguments. Empty at the owner's end.</summary>
    public ReadOnlyMemory<byte> Arguments => Start?.Arguments ?? default;

    /// <summary>In the child: what it was started for. Null at the owner's end.</summary>
    public ChildStart? Start { get; internal set; }

    /// <summary>
    /// In the child: completes when it has run for a second. What only a process that stays needs is made then, on a thread that has nothing else to do, so
    /// that one which is soon done does not pay for it.
    /// </summary>
    public Task Stays => stays.Task;

    internal Socket Socket => connection.Socket;

    internal NetworkStream Stream => connection.Stream;

    /// <summary>Tells the owner that others may rely on this child now. <see cref="ChildProcess.Ready"/> completes with the body.</summary>
    public ValueTask ReadyAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        SendAsync(ControlMessageKind.Ready, body, cancellationToken);

    /// <summary>Sends a message of the role to the other end's <see cref="ReceiveAsync"/>.</summary>
    public ValueTask SendAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        SendAsync(ControlMessageKind.Role, body, cancellationToken);

    /// <summary>The next message that the other end's role sent; null when the other end is gone.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancellationToken)
    {
        while (await received.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (received.Reader.TryRead(out var message))
                return message.Body;
        }

        return null;
    }

    internal async ValueTask SendAsync(ControlMessageKind kind, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        await sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Not cancelled half-way: half a message would end the channel for everyone.
            await ControlFrame.WriteAsync(Stream, kind, body, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            sending.Release();
        }
    }

    /// <summary>Blocks until the message is with the kernel: for a crash handler and a logger, which cannot await.</summary>
    /// <returns>False when the other end is gone.</returns>
    internal bool TrySend(ControlMessageKind kind, ReadOnlyMemory<byte> body)
    {
        sending.Wait();
        try
        {
            ControlFrame.Write(Stream, kind, body);
            return true;
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            return false;
        }
        finally
        {
            sending.Release();
        }
    }

    internal bool TrySendExiting(int exitCode)
    {
        var body = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(body, exitCode);
        return TrySend(ControlMessageKind.Exiting, body);
    }

    /// <summary>Puts a role's message where <see cref="ReceiveAsync"/> finds it. One thread or task reads the socket and calls this.</summary>
    internal void Deliver(ControlMessage message) => received.Writer.TryWrite(message);

    /// <summary>The child has run for a second.</summary>
    internal void HasStayed() => stays.TrySetResult();

    /// <summary>The other end is gone: nothing more will be delivered.</summary>
    internal void CompleteReceiving() => received.Writer.TryComplete();

    /// <summary>The other end sees the end of the stream, while what it still has to say is read.</summary>
    internal void LetGo()
    {
        try
        {
            Socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The other end let go first, which is what this asks for.
        }
    }

    public void Dispose()
    {
        received.Writer.TryComplete();
        connection.Dispose();
    }
}
