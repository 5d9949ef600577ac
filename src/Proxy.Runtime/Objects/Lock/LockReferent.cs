using SharedObjects.Contracts.State;
using SharedObjects.Objects.Locking;
using SharedObjects.Objects.Waiting;

namespace SharedObjects.Objects.Lock;

/// <summary>The lock itself. Used on its turn only.</summary>
internal sealed class LockReferent : ISharedLock, ISavable
{
    private readonly Ownership ownership;

    /// <param name="timeProvider">Measures timeouts.</param>
    public LockReferent(TimeProvider timeProvider) => ownership = new Ownership(timeProvider);

    /// <param name="state">What <see cref="Save"/> wrote.</param>
    /// <param name="timeProvider">Measures timeouts.</param>
    public LockReferent(StateReader state, TimeProvider timeProvider) => ownership = new Ownership(state, timeProvider);

    public bool IsHeld => ownership.IsHeld;

    public ValueTask<(bool Granted, long Lease, long FencingToken, bool PreviousOwnerLost)> EnterAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
        ownership.AcquireAsync(Patience.Of(timeout), depth: 1, cancellationToken);

    public ValueTask<(bool IsHeld, Caller? Owner, TimeSpan HeldFor, long FencingToken)> FindHolderAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(ownership.Holder() is var (owner, heldFor) ? (true, owner, heldFor, ownership.FencingToken) : default);

    public ValueTask ReleaseLeaseAsync(long lease, bool abandoned)
    {
        ownership.Release(lease, abandoned);
        return ValueTask.CompletedTask;
    }

    public void Save(StateWriter state) => ownership.Save(state);

    /// <summary>Nobody refers to the lock any more: whoever still waits is told.</summary>
    public ValueTask DisposeAsync()
    {
        ownership.Dispose(nameof(ISharedLock));
        return ValueTask.CompletedTask;
    }
}
