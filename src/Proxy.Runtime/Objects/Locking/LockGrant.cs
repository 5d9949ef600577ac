namespace SharedObjects.Objects.Locking;

/// <summary>What the manager said when it last granted a lock, shared by all leases of one owner. Thread-safe.</summary>
internal sealed class LockGrant(long fencingToken, bool previousOwnerLost)
{
    private readonly Lock gate = new();
    private State state = new(fencingToken, previousOwnerLost, IsAway: false);
    private int released;
    private int abandoned;

    public long FencingToken => Volatile.Read(ref state).FencingToken;

    public bool PreviousOwnerLost => Volatile.Read(ref state).PreviousOwnerLost;

    /// <summary>Whether the owner has given the lock up to wait for a condition.</summary>
    public bool IsAway => Volatile.Read(ref state).IsAway;

    /// <summary>The owner gives the lock up for a while; false if it has done so already, by another of its leases.</summary>
    public bool TryLeave()
    {
        lock (gate)
        {
            if (state.IsAway)
            {
                return false;
            }

            Volatile.Write(ref state, state with { IsAway = true });
            return true;
        }
    }

    /// <summary>A lease ends while the owner is away: there is nothing to give back until it has returned.</summary>
    /// <returns>False if the owner is not away.</returns>
    public bool TryDefer(bool isAbandoned)
    {
        lock (gate)
        {
            if (!state.IsAway)
            {
                return false;
            }

            released += isAbandoned ? 0 : 1;
            abandoned += isAbandoned ? 1 : 0;
            return true;
        }
    }

    /// <summary>The owner has the lock still: it did not leave.</summary>
    /// <returns>How many of its leases have ended meanwhile, and how many of them were collected.</returns>
    public (int Released, int Abandoned) Stay() => Return(state.FencingToken, state.PreviousOwnerLost);

    /// <summary>The owner has the lock again.</summary>
    /// <returns>How many of its leases have ended meanwhile, and how many of them were collected.</returns>
    public (int Released, int Abandoned) Return(long fencingToken, bool previousOwnerLost)
    {
        lock (gate)
        {
            Volatile.Write(ref state, new State(fencingToken, previousOwnerLost, IsAway: false));
            var ended = (released, abandoned);
            (released, abandoned) = (0, 0);
            return ended;
        }
    }

    private sealed record State(long FencingToken, bool PreviousOwnerLost, bool IsAway);
}
