namespace SharedObjects.Objects.Locking;

/// <summary>A lease of a lock: how often its owner has entered it, and what it was told when it got it.</summary>
/// <param name="Depth">How often it was entered; released when that often left.</param>
/// <param name="PreviousOwnerLost">Whether the owner before lost it.</param>
/// <param name="IsAbandoned">Whether one who had entered was collected instead of leaving.</param>
/// <param name="Away">Where the owner has given the lock up to wait for a condition: cancelled when it cannot come back, because its session lost the lease.</param>
internal readonly record struct LockHold(int Depth, bool PreviousOwnerLost = false, bool IsAbandoned = false, CancellationTokenSource? Away = null);
