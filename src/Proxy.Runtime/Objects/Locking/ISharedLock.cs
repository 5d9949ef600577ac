using System.ComponentModel;
using SharedObjects.Contracts;
using SharedObjects.Objects.Holding;

namespace SharedObjects;

/// <summary>
/// A lock that one lease at a time holds, whichever process has it. Waiters are served in the order in which they came. A session that ends gives the lock
/// back at once, and the next owner is told: <see cref="LockLease.PreviousOwnerLost"/>.
/// </summary>
[Managed]
[Inline]
public interface ISharedLock : ILeasing
{
    /// <summary>Whether somebody holds the lock now. It may have changed by the time it is read. Blocks for a round trip.</summary>
    bool IsHeld { get; }

    /// <summary>Acquires the lock, waiting until it is free.</summary>
    /// <param name="cancellationToken">Ends the wait; then the lock was not acquired.</param>
    async ValueTask<LockLease> AcquireAsync(CancellationToken cancellationToken = default)
    {
        await using var source = new LeaseSource(this);
        var grant = await EnterAsync(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
        return new LockLease(source.Keep(), grant);
    }

    /// <summary>Acquires the lock, waiting at most <paramref name="timeout"/> until it is free.</summary>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for ever, zero not at all.</param>
    /// <param name="cancellationToken">Ends the wait; then the lock was not acquired.</param>
    /// <exception cref="TimeoutException">It was not free in time.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative or too long.</exception>
    async ValueTask<LockLease> AcquireAsync(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        await TryAcquireAsync(timeout, cancellationToken).ConfigureAwait(false)
        ?? throw new TimeoutException($"The lock was not free within {timeout}.");

    /// <summary>Acquires the lock if it is free, or becomes free within <paramref name="timeout"/>.</summary>
    /// <param name="timeout">How long to wait; the default is not at all.</param>
    /// <param name="cancellationToken">Ends the wait; then the lock was not acquired.</param>
    /// <returns>The lease; <see langword="null"/> if the lock was not free in time.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative or too long.</exception>
    async ValueTask<LockLease?> TryAcquireAsync(TimeSpan timeout = default, CancellationToken cancellationToken = default)
    {
        await using var source = new LeaseSource(this);
        var grant = await EnterAsync(timeout, cancellationToken).ConfigureAwait(false);
        return grant.Granted ? new LockLease(source.Keep(), grant) : null;
    }

    /// <summary>Who holds the lock, and since when.</summary>
    /// <returns>The holder; <see langword="null"/> if the lock is free.</returns>
    async ValueTask<LockHolder?> GetHolderAsync(CancellationToken cancellationToken = default) =>
        await FindHolderAsync(cancellationToken).ConfigureAwait(false) is var (isHeld, owner, heldFor, token) && isHeld ? new LockHolder(owner, heldFor, token) : null;

    /// <summary>Makes a condition of this lock: who holds the lock can wait there until another notifies it. The condition keeps the lock alive.</summary>
    /// <param name="cancellationToken">Gives the creation up.</param>
    ValueTask<ISharedCondition> CreateConditionAsync(CancellationToken cancellationToken = default);

    /// <summary>The call behind the acquiring members; it makes no lease object.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ValueTask<(bool Granted, long Lease, long FencingToken, bool PreviousOwnerLost)> EnterAsync(TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>The call behind <see cref="GetHolderAsync"/>.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ValueTask<(bool IsHeld, Caller? Owner, TimeSpan HeldFor, long FencingToken)> FindHolderAsync(CancellationToken cancellationToken);
}
