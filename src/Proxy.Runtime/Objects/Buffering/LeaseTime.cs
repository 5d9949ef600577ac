using SharedObjects.Objects.Waiting;

namespace SharedObjects.Objects.Buffering;

/// <summary>How long an item may be out under a lease.</summary>
internal static class LeaseTime
{
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="duration"/> is not positive, infinite or longer than a timer can wait.</exception>
    public static TimeSpan Require(TimeSpan duration, string name) => duration > TimeSpan.Zero && duration <= Patience.Longest
        ? duration
        : throw new ArgumentOutOfRangeException(name, $"A lease cannot last {duration}: give more than zero and at most {Patience.Longest}.");
}
