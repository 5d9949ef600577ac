namespace SharedObjects.Objects.Waiting;

/// <summary>How long somebody is willing to wait; it cannot hold an invalid duration.</summary>
internal readonly struct Patience
{
    /// <summary>The longest a timer can wait.</summary>
    private const uint LongestMilliseconds = uint.MaxValue - 1;

    private Patience(TimeSpan duration) => Duration = duration;

    /// <summary>The longest wait that ends.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromMilliseconds(LongestMilliseconds);

    public static Patience Infinite { get; } = new(Timeout.InfiniteTimeSpan);

    public TimeSpan Duration { get; }

    public bool IsInfinite => Duration == Timeout.InfiniteTimeSpan;

    public bool IsZero => Duration == TimeSpan.Zero;

    /// <exception cref="ArgumentOutOfRangeException">Negative and not infinite, or longer than a timer can wait (about 49 days).</exception>
    public static Patience Of(TimeSpan timeout)
    {
        if (timeout != Timeout.InfiniteTimeSpan && (timeout < TimeSpan.Zero || timeout.TotalMilliseconds > LongestMilliseconds))
        {
            throw new ArgumentOutOfRangeException(
                nameof(timeout),
                $"A timeout of {timeout} cannot be waited for: give zero or more, at most {LongestMilliseconds} ms, or Timeout.InfiniteTimeSpan.");
        }

        return new Patience(timeout);
    }

    public TimeoutException Exhausted() => new($"The wait ended after {Duration} without success; nothing was changed.");
}
