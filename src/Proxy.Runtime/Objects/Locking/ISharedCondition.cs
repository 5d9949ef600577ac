using System.ComponentModel;
using SharedObjects.Contracts;
using SharedObjects.Objects.Holding;

namespace SharedObjects;

/// <summary>
/// A condition of a lock: whoever holds the lock can wait here, giving the lock up meanwhile, until another that holds it notifies the condition. Giving up and
/// waiting are one step, so no notification is missed in between. Waiters are woken in the order in which they came; a woken one gets the lock back
/// like anybody else who waits for it, so check what you waited for, or use WaitForAsync. Nobody is woken without a reason.
/// <para>
/// A lease stays the same lease through a wait: when the wait has ended, by a notification, a timeout or a cancellation, it is held again, as often as it was
/// entered, with a new <see cref="LockLease.FencingToken"/>. So a wait may last longer than its timeout, or than its cancellation takes: as long as others hold
/// the lock. Only the end of the session ends it without the lock. While it waits the lease is not held, and must not be used.
/// </para>
/// A process that dies while it waits is forgotten; if it had been woken already, and had not got so far as to know it, the next waiter is woken in its place.
/// </summary>
[Managed]
[Inline]
public interface ISharedCondition : ILeasing
{
    /// <summary>The lock. Blocks for a round trip.</summary>
    ISharedLock Lock { get; }

    /// <summary>How many wait here and have not been notified. It may have changed by the time it is read. Blocks for a round trip.</summary>
    int WaiterCount { get; }

    /// <summary>Acquires the lock, as <see cref="ISharedLock.AcquireAsync(CancellationToken)"/> does.</summary>
    /// <param name="cancellationToken">Ends the wait; then the lock was not acquired.</param>
    async ValueTask<LockLease> AcquireAsync(CancellationToken cancellationToken = default)
    {
        await using var source = new LeaseSource(this);
        var grant = await EnterAsync(cancellationToken).ConfigureAwait(false);
        return new LockLease(source.Keep(), grant);
    }

    /// <summary>Gives the lock up, waits to be notified, and acquires the lock again.</summary>
    /// <param name="lease">The lease of the lock.</param>
    /// <param name="cancellationToken">Ends the wait; then, too, the lock is acquired again first.</param>
    /// <exception cref="LeaseNotHeldException">The lease is not held, or is another lock's or another manager's.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the lease is held again.</exception>
    async ValueTask WaitAsync(LockLease lease, CancellationToken cancellationToken = default) =>
        await TryWaitAsync(lease, Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);

    /// <summary>Gives the lock up, waits at most <paramref name="timeout"/> to be notified, and acquires the lock again, however long that takes.</summary>
    /// <param name="lease">The lease of the lock.</param>
    /// <param name="timeout">How long to wait for the notification; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
    /// <param name="cancellationToken">Ends the wait; then, too, the lock is acquired again first.</param>
    /// <exception cref="LeaseNotHeldException">The lease is not held, or is another lock's or another manager's.</exception>
    /// <exception cref="TimeoutException">Nobody notified it in time; the lease is held again.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the lease is held again.</exception>
    async ValueTask WaitAsync(LockLease lease, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        if (!await TryWaitAsync(lease, timeout, cancellationToken).ConfigureAwait(false))
        {
            throw new TimeoutException($"The condition was not notified within {timeout}; the lease is held again.");
        }
    }

    /// <summary>As <see cref="WaitAsync(LockLease, TimeSpan, CancellationToken)"/>, but says whether it was notified in time.</summary>
    /// <returns>Whether it was notified. The lease is held again in either case.</returns>
    async ValueTask<bool> TryWaitAsync(LockLease lease, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return (await lease.WaitAsync(this, timeout, cancellationToken).ConfigureAwait(false)).Notified;
    }

    /// <summary>Waits, again and again, until <paramref name="predicate"/> is true. It runs in this process, with the lock held, at least once.</summary>
    /// <inheritdoc cref="WaitAsync(LockLease, CancellationToken)"/>
    async ValueTask WaitForAsync(LockLease lease, Func<bool> predicate, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        await WaitForAsync(lease, () => ValueTask.FromResult(predicate()), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits, again and again, until <paramref name="predicate"/> is true. It runs in this process, with the lock held, at least once.</summary>
    /// <inheritdoc cref="WaitAsync(LockLease, CancellationToken)"/>
    async ValueTask WaitForAsync(LockLease lease, Func<ValueTask<bool>> predicate, CancellationToken cancellationToken = default) =>
        await TryWaitForAsync(lease, predicate, Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// Waits, again and again, until <paramref name="predicate"/> is true, or <paramref name="timeout"/> was spent with waiting; what the predicate takes is not counted.
    /// </summary>
    /// <returns>What the predicate said last. The lease is held again in either case.</returns>
    /// <inheritdoc cref="WaitAsync(LockLease, CancellationToken)"/>
    async ValueTask<bool> TryWaitForAsync(LockLease lease, Func<bool> predicate, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return await TryWaitForAsync(lease, () => ValueTask.FromResult(predicate()), timeout, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Waits, again and again, until <paramref name="predicate"/> is true, or <paramref name="timeout"/> was spent with waiting; what the predicate takes is not counted.
    /// </summary>
    /// <returns>What the predicate said last. The lease is held again in either case.</returns>
    /// <inheritdoc cref="WaitAsync(LockLease, CancellationToken)"/>
    async ValueTask<bool> TryWaitForAsync(LockLease lease, Func<ValueTask<bool>> predicate, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(predicate);
        lease.ThrowIfNotHeldFor(this);
        var left = timeout;
        while (!await predicate().ConfigureAwait(false))
        {
            var (notified, waited) = await lease.WaitAsync(this, left, cancellationToken).ConfigureAwait(false);
            if (!notified)
            {
                return await predicate().ConfigureAwait(false);
            }

            if (left != Timeout.InfiniteTimeSpan)
            {
                left = left > waited ? left - waited : TimeSpan.Zero;
            }
        }

        return true;
    }

    /// <summary>Wakes those who have waited longest. They go on when they get the lock, so not before its owner has released it.</summary>
    /// <param name="lease">The lease of the lock.</param>
    /// <param name="count">How many, at most.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>How many were woken: as many as were asked for, or all that waited.</returns>
    /// <exception cref="LeaseNotHeldException">The lease is not held, or is another lock's or another manager's; nobody was woken.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not positive.</exception>
    async ValueTask<int> NotifyAsync(LockLease lease, int count = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        lease.ThrowIfNotHeldFor(this);
        return await WakeAsync(lease.Number, count, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Wakes everybody who waits now.</summary>
    /// <inheritdoc cref="NotifyAsync"/>
    async ValueTask<int> NotifyAllAsync(LockLease lease, CancellationToken cancellationToken = default) =>
        await NotifyAsync(lease, int.MaxValue, cancellationToken).ConfigureAwait(false);

    /// <summary>The call behind <see cref="AcquireAsync"/>; it makes no lease object.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ValueTask<(bool Granted, long Lease, long FencingToken, bool PreviousOwnerLost)> EnterAsync(CancellationToken cancellationToken);

    /// <summary>The call behind the waiting members. When it returns, the lock is held again.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ValueTask<(bool Notified, long FencingToken, bool PreviousOwnerLost, TimeSpan Waited)> ParkAsync(long lease, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>The call behind the notifying members.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ValueTask<int> WakeAsync(long lease, int count, CancellationToken cancellationToken);
}
