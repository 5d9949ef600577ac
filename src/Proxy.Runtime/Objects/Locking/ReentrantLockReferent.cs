using SharedObjects.Contracts.State;

namespace SharedObjects.Objects.Locking;

/// <summary>A lock whose owner may enter it again. Used on its turn only.</summary>
internal sealed class ReentrantLockReferent : LockReferent, ISharedReentrantLock
{
    /// <param name="timeProvider">Measures timeouts.</param>
    public ReentrantLockReferent(TimeProvider timeProvider)
        : base(timeProvider)
    {
    }

    /// <param name="state">What <see cref="LockReferent.Save"/> wrote.</param>
    /// <param name="timeProvider">Measures timeouts.</param>
    public ReentrantLockReferent(StateReader state, TimeProvider timeProvider)
        : base(state, timeProvider)
    {
    }

    public ValueTask ReenterAsync(long lease, CancellationToken cancellationToken)
    {
        Ownership.Reenter(lease);
        return ValueTask.CompletedTask;
    }
}
