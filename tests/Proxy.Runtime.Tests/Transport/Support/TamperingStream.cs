namespace SharedObjects.Runtime.Tests.Transport.Support;

/// <summary>Stands between one side and its socket: records what that side writes, and can cut it short or change a byte of it.</summary>
internal sealed class TamperingStream(Stream inner, int cutAt = int.MaxValue, int flipAt = -1) : Stream
{
    private readonly MemoryStream written = new();

    /// <summary>What the side wanted to write.</summary>
    public byte[] Written => written.ToArray();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer, cancellationToken);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var start = (int)written.Length;
        written.Write(buffer.Span);
        var copy = buffer.ToArray();
        if (flipAt >= start && flipAt < start + copy.Length)
        {
            copy[flipAt - start] ^= 0x01;
        }

        var pass = Math.Clamp(cutAt - start, 0, copy.Length);
        await inner.WriteAsync(copy.AsMemory(..pass), cancellationToken);
        if (pass < copy.Length)
        {
            await inner.DisposeAsync();
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        written.Dispose();
        base.Dispose(disposing);
    }
}
