namespace SharedObjects.Objects.Buffering;

/// <summary>What somebody wants to take.</summary>
/// <param name="AtMost">How many items.</param>
/// <param name="IsLeased">Whether they are to come back unless they are completed; then it is one.</param>
internal readonly record struct TakeRequest(int AtMost, bool IsLeased)
{
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="atMost"/> is not positive.</exception>
    public static TakeRequest Many(int atMost) => atMost > 0
        ? new(atMost, IsLeased: false)
        : throw new ArgumentOutOfRangeException(nameof(atMost), $"At least one item can be taken, not {atMost}.");
}
