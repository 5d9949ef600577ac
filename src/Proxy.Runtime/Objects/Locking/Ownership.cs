using SharedObjects.Contracts.State;
using SharedObjects.Objects.Holding;
using SharedObjects.Objects.Waiting;

namespace SharedObjects.Objects.Locking;

/// <summary>
/// Who owns a lock, and who waits for it. What locks and their conditions are made of; used on the lock's turn only. First come, first served.
/// </summary>
internal sealed class Ownership
{
    private readonly HoldTable<LockHold> holds;
    private readonly WaitQueue<int, (bool Granted, long Lease, long FencingToken, bool PreviousOwnerLost)> waiters;
    private long fencingToken;
    private bool previousOwnerLost;

    /// <param name="timeProvider">Measures timeouts.</param>
    public Ownership(TimeProvider timeProvider)
    {
        holds = new(timeProvider, Settle, Serve);
        waiters = new(timeProvider);
    }

    /// <param name="state">What <see cref="Save"/> wrote.</param>
    /// <param name="timeProvider">Measures timeouts.</param>
    public Ownership(StateReader state, TimeProvider timeProvider)
        : this(timeProvider)
    {
        fencingToken = state.Read<long>();
        previousOwnerLost = state.Read<bool>();
    }

    public bool IsHeld => holds.Count > 0;

    public int WaiterCount => waiters.Count;

    public long FencingToken => fencingToken;

    /// <summary>Acquires the lock, waiting behind those who came before.</summary>
    /// <param name="patience">How long to wait.</param>
    /// <param name="depth">How often the owner has entered it then.</param>
    /// <param name="cancellationToken">Ends the wait; then it was not acquired.</param>
    /// <returns>Whether it was acquired in time, and the grant.</returns>
    public ValueTask<(bool Granted, long Lease, long FencingToken, bool PreviousOwnerLost)> AcquireAsync(Patience patience, int depth, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!IsHeld && waiters.Count == 0 && TryGrant(CallContext.Current, depth, out var grant))
        {
            return ValueTask.FromResult(grant);
        }

        return patience.IsZero ? default : WaitAsync();

        async ValueTask<(bool, long, long, bool)> WaitAsync()
        {
            try
            {
                return await waiters.WaitAsync(depth, patience, cancellationToken);
            }
            catch (TimeoutException)
            {
                return default;
            }
        }
    }

    /// <summary>The owner enters once more.</summary>
    /// <exception cref="LeaseNotHeldException">The calling session does not own the lock under that lease.</exception>
    public (bool Granted, long Lease, long FencingToken, bool PreviousOwnerLost) Reenter(long lease)
    {
        var hold = holds.Find(lease);
        hold.Value = hold.Value with { Depth = checked(hold.Value.Depth + 1) };
        return (true, lease, fencingToken, hold.Value.PreviousOwnerLost);
    }

    /// <summary>The owner leaves once; the last time, the next in line gets the lock.</summary>
    /// <exception cref="LeaseNotHeldException">The calling session does not own the lock under that lease.</exception>
    public void Release(long lease, bool abandoned)
    {
        var hold = holds.Find(lease);
        if (abandoned)
        {
            CallContext.Current.LogAbandoned("a lease");
        }
        else if (hold.Value.Depth > 1)
        {
            hold.Value = hold.Value with { Depth = hold.Value.Depth - 1 };
            return;
        }

        holds.Forget(hold);
        previousOwnerLost = abandoned;
        Serve();
    }

    /// <summary>The owner leaves altogether, to come back later.</summary>
    /// <returns>How often it had entered.</returns>
    /// <exception cref="LeaseNotHeldException">The calling session does not own the lock under that lease.</exception>
    public int Leave(long lease)
    {
        var hold = holds.Remove(lease);
        Serve();
        return hold.Value.Depth;
    }

    /// <exception cref="LeaseNotHeldException">The calling session does not own the lock under that lease.</exception>
    public void Require(long lease) => holds.Find(lease);

    /// <summary>Who owns the lock, and for how long; <see langword="null"/> if nobody does.</summary>
    public (Caller? Owner, TimeSpan HeldFor)? Holder()
    {
        foreach (var hold in holds.All)
        {
            return (hold.Owner, holds.Age(hold));
        }

        return null;
    }

    /// <summary>Whoever owns a lock that is saved is lost to the restored one.</summary>
    public void Save(StateWriter state)
    {
        state.Write(fencingToken);
        state.Write(previousOwnerLost || IsHeld);
    }

    /// <summary>Ends every wait: nobody refers to the lock any more.</summary>
    public void Dispose(string name) => waiters.FailAll(new ObjectDisposedException(name));

    private bool TryGrant(CallContext call, int depth, out (bool Granted, long Lease, long FencingToken, bool PreviousOwnerLost) grant)
    {
        if (!holds.TryAdd(call, new LockHold(depth, previousOwnerLost), out var hold))
        {
            grant = default;
            return false;
        }

        grant = (true, hold.Lease, ++fencingToken, previousOwnerLost);
        previousOwnerLost = false;
        call.TookEffect();
        return true;
    }

    private void Settle(Hold<LockHold> hold, HoldEnd end) => previousOwnerLost = end == HoldEnd.Lost || hold.Value.PreviousOwnerLost;

    private void Serve()
    {
        while (!IsHeld && waiters.Next is { } waiter)
        {
            if (TryGrant(waiter.Call, waiter.Request, out var grant))
            {
                waiter.Grant(grant);
            }
            else
            {
                waiter.Fail(new SessionEndedException("The session that waited for the lock has ended."));
            }
        }
    }
}
