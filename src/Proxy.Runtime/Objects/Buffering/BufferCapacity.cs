namespace SharedObjects.Objects.Buffering;

/// <summary>How many items a buffer may hold.</summary>
internal static class BufferCapacity
{
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is not positive.</exception>
    public static int? Require(int? capacity) => capacity is <= 0
        ? throw new ArgumentOutOfRangeException(nameof(capacity), $"It holds at least one item, not {capacity}; leave the capacity out for no bound.")
        : capacity;
}
