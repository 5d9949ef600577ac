using SharedObjects.Contracts;
using SharedObjects.Contracts.State;
using SharedObjects.Objects.Waiting;

namespace SharedObjects.Objects.Locking;

/// <summary>A condition of a lock. It shares the lock's turn, so what it does with the lock is one step.</summary>
internal sealed class ConditionReferent : ISharedCondition, IPart, ISavable
{
    private readonly LockReferent mutex;
    private readonly TimeProvider timeProvider;
    private readonly WaitQueue<ValueTuple, ValueTuple> waiters;

    /// <param name="mutex">The lock.</param>
    /// <param name="timeProvider">Measures timeouts.</param>
    public ConditionReferent(LockReferent mutex, TimeProvider timeProvider)
    {
        this.mutex = mutex;
        this.timeProvider = timeProvider;
        waiters = new(timeProvider);
    }

    /// <summary>A condition with a lock of its own.</summary>
    /// <param name="timeProvider">Measures timeouts.</param>
    public ConditionReferent(TimeProvider timeProvider)
        : this(new LockReferent(timeProvider), timeProvider)
    {
    }

    /// <param name="state">What <see cref="Save"/> wrote.</param>
    /// <param name="timeProvider">Measures timeouts.</param>
    public ConditionReferent(StateReader state, TimeProvider timeProvider)
        : this(state.Read<bool>() ? new ReentrantLockReferent(state, timeProvider) : new LockReferent(state, timeProvider), timeProvider)
    {
    }

    public ISharedLock Lock => mutex;

    public int WaiterCount => waiters.Count;

    object IPart.Whole => mutex;

    private Ownership Ownership => mutex.Ownership;

    public ValueTask<(bool Granted, long Lease, long FencingToken, bool PreviousOwnerLost)> EnterAsync(CancellationToken cancellationToken) =>
        Ownership.AcquireAsync(Patience.Infinite, cancellationToken);

    public async ValueTask<(bool Notified, long FencingToken, bool PreviousOwnerLost, TimeSpan Waited)> ParkAsync(long lease, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var patience = Patience.Of(timeout);
        cancellationToken.ThrowIfCancellationRequested();
        var away = new CancellationTokenSource();
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, away.Token);
        var began = timeProvider.GetTimestamp();
        var hold = Ownership.Leave(lease, away);
        var notified = await IsNotifiedAsync(patience, leaving.Token);
        var waited = timeProvider.GetElapsedTime(began);
        try
        {
            var grant = await Ownership.ReturnAsync(hold);
            if (notified)
            {
                CallContext.Current.UndoIfUndelivered(() => Wake(1), Ownership.Serve);
            }

            return (notified, grant.FencingToken, grant.PreviousOwnerLost, waited);
        }
        catch (Exception exception) when (exception is OperationCanceledException or SessionEndedException)
        {
            if (notified)
            {
                Wake(1);
            }

            throw new LeaseNotHeldException($"Lease {lease} was lost while it waited for a condition: its session ended or gave the lock back.");
        }
    }

    public ValueTask<int> WakeAsync(long lease, int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        Ownership.Require(lease);
        return ValueTask.FromResult(Wake(count));
    }

    public ValueTask ReleaseLeaseAsync(long lease, bool abandoned)
    {
        Ownership.Release(lease, abandoned);
        return ValueTask.CompletedTask;
    }

    public void Save(StateWriter state)
    {
        state.Write(mutex is ReentrantLockReferent);
        mutex.Save(state);
    }

    /// <summary>Nobody refers to the condition any more: whoever still waits is told.</summary>
    public ValueTask DisposeAsync()
    {
        waiters.FailAll(new ObjectDisposedException(nameof(ISharedCondition)));
        return ValueTask.CompletedTask;
    }

    private async ValueTask<bool> IsNotifiedAsync(Patience patience, CancellationToken cancellationToken)
    {
        try
        {
            await waiters.WaitAsync(default, patience, cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            return false;
        }
    }

    private int Wake(int count)
    {
        var woken = 0;
        for (; woken < count && waiters.Next is { } waiter; woken++)
        {
            waiter.Grant(default);
        }

        return woken;
    }
}
