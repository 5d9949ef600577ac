using SharedObjects.Contracts.State;
using SharedObjects.Objects.Waiting;

namespace SharedObjects.Objects.Locking;

/// <summary>The lock itself. Used on its turn only.</summary>
internal class LockReferent : ISharedLock, ISavable
{
    private readonly TimeProvider timeProvider;

    /// <param name="timeProvider">Measures timeouts.</param>
    public LockReferent(TimeProvider timeProvider)
        : this(new Ownership(timeProvider), timeProvider)
    {
    }

    /// <param name="state">What <see cref="Save"/> wrote.</param>
    /// <param name="timeProvider">Measures timeouts.</param>
    public LockReferent(StateReader state, TimeProvider timeProvider)
        : this(new Ownership(state, timeProvider), timeProvider)
    {
    }

    private LockReferent(Ownership ownership, TimeProvider timeProvider)
    {
        Ownership = ownership;
        this.timeProvider = timeProvider;
    }

    public bool IsHeld => Ownership.IsHeld;

    /// <summary>Whose lock it is; its conditions act on the same.</summary>
    internal Ownership Ownership { get; }

    public ValueTask<(bool Granted, long Lease, long FencingToken, bool PreviousOwnerLost)> EnterAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
        Ownership.AcquireAsync(Patience.Of(timeout), cancellationToken);

    public ValueTask<(bool IsHeld, Caller? Owner, TimeSpan HeldFor, long FencingToken)> FindHolderAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(Ownership.Holder() is var (owner, heldFor) ? (true, owner, heldFor, Ownership.FencingToken) : default);

    public ValueTask<ISharedCondition> CreateConditionAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult<ISharedCondition>(new ConditionReferent(this, timeProvider));

    public ValueTask ReleaseLeaseAsync(long lease, bool abandoned)
    {
        Ownership.Release(lease, abandoned);
        return ValueTask.CompletedTask;
    }

    public void Save(StateWriter state) => Ownership.Save(state);

    /// <summary>Nobody refers to the lock any more: whoever still waits is told.</summary>
    public ValueTask DisposeAsync()
    {
        Ownership.Dispose(nameof(ISharedLock));
        return ValueTask.CompletedTask;
    }
}
