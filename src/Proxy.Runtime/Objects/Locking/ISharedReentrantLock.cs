using System.ComponentModel;
using SharedObjects.Contracts;
using SharedObjects.Objects.Holding;

namespace SharedObjects;

/// <summary>
/// An <see cref="ISharedLock"/> that may be acquired again by whoever has a lease of it: <c>await mutex.AcquireAsync(lease)</c>. It is free once every lease
/// was released. Without a lease one waits like anybody else, also in the process that has the lock. A session that ends gives it back however often it was entered.
/// </summary>
[Managed]
[Inline]
public interface ISharedReentrantLock : ISharedLock
{
    /// <summary>Enters the lock once more; never waits.</summary>
    /// <param name="lease">A lease of this lock that is held.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>
    /// Another lease with the same number and fencing token. Each is released once, in any order. If one is collected instead, the others go on, and
    /// whoever gets the lock after them is told: <see cref="LockLease.PreviousOwnerLost"/>.
    /// </returns>
    /// <exception cref="LeaseNotHeldException">The lease is not held, or is another lock's or another manager's.</exception>
    async ValueTask<LockLease> AcquireAsync(LockLease lease, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lease);
        lease.ThrowIfNotHeldFor(this);
        await using var source = new LeaseSource(this);
        await ReenterAsync(lease.Number, cancellationToken).ConfigureAwait(false);
        return new LockLease(source.Keep(), lease);
    }

    /// <summary>The call behind <see cref="AcquireAsync(LockLease, CancellationToken)"/>; it makes no lease object.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ValueTask ReenterAsync(long lease, CancellationToken cancellationToken);
}
