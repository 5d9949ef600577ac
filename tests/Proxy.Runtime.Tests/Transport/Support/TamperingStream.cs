namespace SharedObjects.Runtime.Tests.Transport.Support;

/// <summary>Stands between one side and its socket: records what that side writes, and can cut it short or change a byte of it.</summary>
internal sealed class TamperingStream(Stream inner, int cutAt = int.MaxValue, int flipAt = -1) : DelegatingStream(inner)
{
    private readonly List<byte> written = [];

    /// <summary>What the side wanted to write.</summary>
    public byte[] Written => [.. written];

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var start = written.Count;
        written.AddRange(buffer.Span);
        var copy = buffer.ToArray();
        if (flipAt >= start && flipAt < start + copy.Length)
        {
            copy[flipAt - start] ^= 0x01;
        }

        var pass = Math.Clamp(cutAt - start, 0, copy.Length);
        await base.WriteAsync(copy.AsMemory(..pass), cancellationToken);
        if (pass < copy.Length)
        {
            await DisposeAsync();
        }
    }
}
