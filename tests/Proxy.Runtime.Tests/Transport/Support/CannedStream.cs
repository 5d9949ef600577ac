namespace SharedObjects.Runtime.Tests.Transport.Support;

/// <summary>Has everything the other side will ever say at hand, and drops what is said to it: every operation completes at once.</summary>
internal sealed class CannedStream(byte[] input) : DelegatingStream(Null)
{
    private int position;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = Math.Min(buffer.Length, input.Length - position);
        input.AsSpan(position, count).CopyTo(buffer.Span);
        position += count;
        return ValueTask.FromResult(count);
    }
}
