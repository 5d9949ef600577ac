namespace SharedObjects;

/// <summary>Permits taken from a semaphore. Disposing gives them back: <c>await using var lease = await semaphore.AcquireAsync();</c>.</summary>
public sealed class SemaphoreLease : Lease
{
    internal SemaphoreLease(ILeasing source, long number, int count)
        : base(source, number) => Count = count;

    /// <summary>How many permits.</summary>
    public int Count { get; }
}
