using System.ComponentModel;
using SharedObjects.Contracts;
using SharedObjects.Objects.Holding;

namespace SharedObjects;

/// <summary>
/// A lock that either any number of readers hold, or one writer. Everybody is served in the order in which they came: readers that came one after another enter
/// together, and a reader that came after a waiting writer waits behind it, so nobody starves. A session that ends gives back what it holds.
/// <para>
/// When a writer is lost with its session, what the lock protects may be half written: everybody who enters after it is told by
/// <see cref="LockLease.PreviousOwnerLost"/>, readers as well, up to and including the next writer, who can put it right. A lost reader has changed nothing.
/// </para>
/// It cannot be entered twice: a reader that waits for the writer's place waits for itself. Release the one lease before acquiring the other.
/// </summary>
[Managed]
[Inline]
public interface ISharedReaderWriterLock : ILeasing
{
    /// <summary>How many readers hold the lock now. It may have changed by the time it is read. Blocks for a round trip.</summary>
    int CurrentReadCount { get; }

    /// <summary>Whether a writer holds the lock now. It may have changed by the time it is read. Blocks for a round trip.</summary>
    bool IsWriteLockHeld { get; }

    /// <summary>How many wait to read. It may have changed by the time it is read. Blocks for a round trip.</summary>
    int WaitingReadCount { get; }

    /// <summary>How many wait to write. It may have changed by the time it is read. Blocks for a round trip.</summary>
    int WaitingWriteCount { get; }

    /// <summary>Enters to read, waiting until no writer is inside or waits in front.</summary>
    /// <param name="cancellationToken">Ends the wait; then the lock was not entered.</param>
    /// <returns>The lease; its fencing token is that of the latest writer.</returns>
    async ValueTask<LockLease> AcquireReaderAsync(CancellationToken cancellationToken = default)
    {
        await using var source = new LeaseSource(this);
        var grant = await EnterAsync(write: false, Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
        return new LockLease(source.Keep(), grant);
    }

    /// <summary>Enters to read, waiting at most <paramref name="timeout"/>.</summary>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for ever, zero not at all.</param>
    /// <param name="cancellationToken">Ends the wait; then the lock was not entered.</param>
    /// <returns>The lease; its fencing token is that of the latest writer.</returns>
    /// <exception cref="TimeoutException">It could not be entered in time.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative or too long.</exception>
    async ValueTask<LockLease> AcquireReaderAsync(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        await TryAcquireReaderAsync(timeout, cancellationToken).ConfigureAwait(false)
        ?? throw new TimeoutException($"The lock could not be entered to read within {timeout}.");

    /// <summary>Enters to read if that is possible, or will be within <paramref name="timeout"/>. It overtakes nobody.</summary>
    /// <param name="timeout">How long to wait; the default is not at all.</param>
    /// <param name="cancellationToken">Ends the wait; then the lock was not entered.</param>
    /// <returns>The lease, with the fencing token of the latest writer; <see langword="null"/> if the lock could not be entered in time.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative or too long.</exception>
    async ValueTask<LockLease?> TryAcquireReaderAsync(TimeSpan timeout = default, CancellationToken cancellationToken = default)
    {
        await using var source = new LeaseSource(this);
        var grant = await EnterAsync(write: false, timeout, cancellationToken).ConfigureAwait(false);
        return grant.Granted ? new LockLease(source.Keep(), grant) : null;
    }

    /// <summary>Enters to write, waiting until nobody is inside or waits in front.</summary>
    /// <param name="cancellationToken">Ends the wait; then the lock was not entered.</param>
    /// <returns>The lease; its fencing token is larger than any before.</returns>
    async ValueTask<LockLease> AcquireWriterAsync(CancellationToken cancellationToken = default)
    {
        await using var source = new LeaseSource(this);
        var grant = await EnterAsync(write: true, Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
        return new LockLease(source.Keep(), grant);
    }

    /// <summary>Enters to write, waiting at most <paramref name="timeout"/>.</summary>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for ever, zero not at all.</param>
    /// <param name="cancellationToken">Ends the wait; then the lock was not entered.</param>
    /// <returns>The lease; its fencing token is larger than any before.</returns>
    /// <exception cref="TimeoutException">It could not be entered in time.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative or too long.</exception>
    async ValueTask<LockLease> AcquireWriterAsync(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        await TryAcquireWriterAsync(timeout, cancellationToken).ConfigureAwait(false)
        ?? throw new TimeoutException($"The lock could not be entered to write within {timeout}.");

    /// <summary>Enters to write if that is possible, or will be within <paramref name="timeout"/>. It overtakes nobody.</summary>
    /// <param name="timeout">How long to wait; the default is not at all.</param>
    /// <param name="cancellationToken">Ends the wait; then the lock was not entered.</param>
    /// <returns>The lease, with a fencing token larger than any before; <see langword="null"/> if the lock could not be entered in time.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative or too long.</exception>
    async ValueTask<LockLease?> TryAcquireWriterAsync(TimeSpan timeout = default, CancellationToken cancellationToken = default)
    {
        await using var source = new LeaseSource(this);
        var grant = await EnterAsync(write: true, timeout, cancellationToken).ConfigureAwait(false);
        return grant.Granted ? new LockLease(source.Keep(), grant) : null;
    }

    /// <summary>The call behind the acquiring members; it makes no lease object.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ValueTask<(bool Granted, long Lease, long FencingToken, bool PreviousOwnerLost)> EnterAsync(bool write, TimeSpan timeout, CancellationToken cancellationToken);
}
