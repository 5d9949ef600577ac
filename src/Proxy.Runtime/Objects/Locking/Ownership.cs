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
    private readonly WaitQueue<Hold<LockHold>?, (bool Granted, long Lease, long FencingToken, bool PreviousOwnerLost)> waiters;
    private Hold<LockHold>? owner;
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

    public bool IsHeld => owner is not null;

    public long FencingToken => fencingToken;

    /// <summary>Acquires the lock, waiting behind those who came before.</summary>
    /// <param name="patience">How long to wait.</param>
    /// <param name="cancellationToken">Ends the wait; then it was not acquired.</param>
    /// <returns>Whether it was acquired in time, and the grant.</returns>
    public ValueTask<(bool Granted, long Lease, long FencingToken, bool PreviousOwnerLost)> AcquireAsync(Patience patience, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (owner is null && waiters.Count == 0)
        {
            return ValueTask.FromResult(Grant(CallContext.Current, null));
        }

        return patience.IsZero ? default : WaitAsync();

        async ValueTask<(bool, long, long, bool)> WaitAsync()
        {
            try
            {
                return await waiters.WaitAsync(null, patience, cancellationToken);
            }
            catch (TimeoutException)
            {
                return default;
            }
        }
    }

    /// <summary>The owner enters once more.</summary>
    /// <exception cref="LeaseNotHeldException">The calling session does not own the lock under that lease.</exception>
    public void Reenter(long lease)
    {
        var hold = Owned(lease);
        hold.Value = hold.Value with { Depth = checked(hold.Value.Depth + 1) };
    }

    /// <summary>
    /// The owner leaves once; the last time, the next in line gets the lock. One who was collected instead has left too, and whoever owns the lock next is told.
    /// </summary>
    /// <exception cref="LeaseNotHeldException">The calling session does not own the lock under that lease.</exception>
    public void Release(long lease, bool abandoned)
    {
        var hold = Owned(lease);
        if (abandoned)
        {
            CallContext.Current.LogAbandoned("a lease");
            hold.Value = hold.Value with { IsAbandoned = true };
        }

        if (hold.Value.Depth > 1)
        {
            hold.Value = hold.Value with { Depth = hold.Value.Depth - 1 };
            return;
        }

        CallContext.Current.TookEffect();
        holds.Forget(hold);
        owner = null;
        previousOwnerLost = hold.Value.IsAbandoned;
        Serve();
    }

    /// <summary>The owner gives the lock up altogether and keeps its lease, to come back later.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="away">Cancelled when it cannot come back.</param>
    /// <exception cref="LeaseNotHeldException">The calling session does not own the lock under that lease.</exception>
    public Hold<LockHold> Leave(long lease, CancellationTokenSource away)
    {
        var hold = Owned(lease);
        hold.Value = hold.Value with { Away = away };
        owner = null;
        previousOwnerLost = hold.Value.IsAbandoned;
        Serve();
        return hold;
    }

    /// <summary>One who left acquires the lock again as often as it had, waiting behind those who came before.</summary>
    /// <exception cref="OperationCanceledException">Its session lost the lease.</exception>
    public ValueTask<(bool Granted, long Lease, long FencingToken, bool PreviousOwnerLost)> ReturnAsync(Hold<LockHold> hold)
    {
        var away = hold.Value.Away!.Token;
        away.ThrowIfCancellationRequested();
        return owner is null && waiters.Count == 0
            ? ValueTask.FromResult(Grant(CallContext.Current, hold))
            : new(waiters.WaitAsync(hold, Patience.Infinite, away));
    }

    /// <exception cref="LeaseNotHeldException">The calling session does not own the lock under that lease.</exception>
    public void Require(long lease) => Owned(lease);

    /// <summary>Who owns the lock, and for how long; <see langword="null"/> if nobody does.</summary>
    public (Caller? Owner, TimeSpan HeldFor)? Holder() => owner is null ? null : (owner.Owner, holds.Age(owner));

    /// <summary>Whoever owns a lock that is saved is lost to the restored one.</summary>
    public void Save(StateWriter state)
    {
        state.Write(fencingToken);
        state.Write(previousOwnerLost || IsHeld);
    }

    /// <summary>Ends every wait: nobody refers to the lock any more.</summary>
    public void Dispose(string name) => waiters.FailAll(new ObjectDisposedException(name));

    /// <summary>Lets the next in line have the lock if it is free.</summary>
    public void Serve()
    {
        while (owner is null && waiters.Next is { } waiter)
        {
            try
            {
                waiter.Grant(Grant(waiter.Call, waiter.Request));
            }
            catch (SessionEndedException exception)
            {
                waiter.Fail(exception);
            }
        }
    }

    /// <exception cref="SessionEndedException">The session of the call has ended; nothing was granted.</exception>
    private (bool Granted, long Lease, long FencingToken, bool PreviousOwnerLost) Grant(CallContext call, Hold<LockHold>? returning)
    {
        var hold = returning;
        if (hold is null ? !holds.TryAdd(call, new LockHold(Depth: 1), out hold) : !holds.TryResume(call, hold))
        {
            throw new SessionEndedException("The session that asked for the lock has ended.");
        }

        hold.Value = hold.Value with { PreviousOwnerLost = previousOwnerLost, Away = null };
        owner = hold;
        previousOwnerLost = false;
        call.TookEffect();
        return (true, hold.Lease, ++fencingToken, hold.Value.PreviousOwnerLost);
    }

    private Hold<LockHold> Owned(long lease) => holds.Find(lease) is var hold && hold == owner ? hold : throw HoldTable<LockHold>.NotHeld(lease);

    private void Settle(Hold<LockHold> hold, HoldEnd end)
    {
        if (hold != owner)
        {
            hold.Value.Away?.Cancel();
            return;
        }

        owner = null;
        previousOwnerLost = end == HoldEnd.Lost || hold.Value.PreviousOwnerLost || hold.Value.IsAbandoned;
    }
}
