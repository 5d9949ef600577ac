namespace SharedObjects.Objects.Locking;

/// <summary>What the manager said when it last granted a lock, shared by all leases of one owner.</summary>
internal sealed class LockGrant(long fencingToken, bool previousOwnerLost)
{
    private State state = new(fencingToken, previousOwnerLost, IsAway: false);

    public long FencingToken => Volatile.Read(ref state).FencingToken;

    public bool PreviousOwnerLost => Volatile.Read(ref state).PreviousOwnerLost;

    /// <summary>Whether the owner has given the lock up to wait for a condition.</summary>
    public bool IsAway => Volatile.Read(ref state).IsAway;

    public void Leave() => Volatile.Write(ref state, state with { IsAway = true });

    /// <summary>The owner has the lock still: it did not leave.</summary>
    public void Stay() => Volatile.Write(ref state, state with { IsAway = false });

    public void Return(long fencingToken, bool previousOwnerLost) => Volatile.Write(ref state, new State(fencingToken, previousOwnerLost, IsAway: false));

    private sealed record State(long FencingToken, bool PreviousOwnerLost, bool IsAway);
}
