namespace SharedObjects.Objects.Locking;

/// <summary>A held lock: how often its owner has entered it, and what it was told when it got it.</summary>
/// <param name="Depth">How often it was entered; released when that often left.</param>
/// <param name="PreviousOwnerLost">Whether the owner before lost it.</param>
internal readonly record struct LockHold(int Depth, bool PreviousOwnerLost);
