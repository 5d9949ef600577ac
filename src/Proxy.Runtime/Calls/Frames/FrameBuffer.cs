using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace SharedObjects.Calls.Frames;

/// <summary>One contiguous, growing, pooled buffer. Contiguous, so that a length written ahead of its value can be filled in afterwards.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Returned to the pool by its frame.")]
internal sealed class FrameBuffer : IBufferWriter<byte>
{
    /// <summary>What a pooled frame keeps between calls; larger buffers go back to the array pool at once.</summary>
    private const int KeptLength = 16 * 1024;

    private const int FirstLength = 256;

    private byte[] array = [];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => new(array, 0, Length);

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, array.Length - Length);
        Length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return array.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return array.AsSpan(Length);
    }

    public void Write(ReadOnlySequence<byte> bytes)
    {
        var length = checked((int)bytes.Length);
        bytes.CopyTo(GetSpan(length));
        Length += length;
    }

    /// <summary>Bytes already written, to be filled in.</summary>
    public Span<byte> At(int start, int length) => array.AsSpan(start, length);

    /// <summary>Drops everything from a place on.</summary>
    public void Truncate(int length) => Length = length;

    public void Clear()
    {
        Length = 0;
        if (array.Length > KeptLength)
        {
            ArrayPool<byte>.Shared.Return(array);
            array = [];
        }
    }

    private void Reserve(int sizeHint)
    {
        var needed = checked(Length + Math.Max(sizeHint, 1));
        if (needed <= array.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, Math.Max(FirstLength, (int)Math.Min(2L * array.Length, Array.MaxLength))));
        Written.Span.CopyTo(larger);
        if (array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(array);
        }

        array = larger;
    }
}
