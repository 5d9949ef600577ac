using SharedObjects.Objects.Holding;
using SharedObjects.Objects.Locking;

namespace SharedObjects;

/// <summary>An acquired lock. Disposing releases it: <c>await using var lease = await mutex.AcquireAsync();</c>.</summary>
public sealed class LockLease : Lease
{
    private readonly LockGrant grant;

    internal LockLease(ILeasing source, (bool Granted, long Lease, long FencingToken, bool PreviousOwnerLost) granted)
        : base(source, granted.Lease) => grant = new LockGrant(granted.FencingToken, granted.PreviousOwnerLost);

    /// <summary>A lease of an owner that has another.</summary>
    internal LockLease(ILeasing source, LockLease other)
        : base(source, other.Number) => grant = other.grant;

    /// <summary>
    /// Grows with every owner of the lock, and when an owner gets the lock back that waited for a condition. Something outside the manager that the lock
    /// protects should remember the largest it has seen and refuse anything smaller: then an owner that was taken for dead and wakes up again does no harm.
    /// </summary>
    public long FencingToken => grant.FencingToken;

    /// <summary>Whether the owner before lost the lock instead of releasing it: it died, or its session ended. What the lock protects may be half done.</summary>
    public bool PreviousOwnerLost => grant.PreviousOwnerLost;

    private protected override bool IsAway => grant.IsAway;

    private protected override bool TryDefer(bool abandoned) => grant.TryDefer(abandoned);

    /// <summary>Waits for a condition of the lock; the lock is given up meanwhile, and is had again whichever way the wait ends.</summary>
    /// <returns>Whether the condition was notified, and how long that took by the manager's clock.</returns>
    internal async ValueTask<(bool Notified, TimeSpan Waited)> WaitAsync(ISharedCondition condition, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ThrowIfNotHeldFor(condition);

        // The lease may be released meanwhile, and with it the hold on the object.
        await using var source = Hold();
        if (!grant.TryLeave())
        {
            throw new LeaseNotHeldException($"Lease {Number} is not held: its owner waits for a condition already.");
        }

        bool notified;
        TimeSpan waited;
        try
        {
            (notified, var fencingToken, var previousOwnerLost, waited) = await condition.ParkAsync(Number, timeout, cancellationToken).ConfigureAwait(false);
            await EndAsync(source.Value, grant.Return(fencingToken, previousOwnerLost)).ConfigureAwait(false);
        }
        catch
        {
            // Refused before anything was done, or lost for good: then the manager says so at the next use.
            await EndAsync(source.Value, grant.Stay()).ConfigureAwait(false);
            throw;
        }

        if (IsReleased)
        {
            throw new LeaseNotHeldException($"Lease {Number} was released while it waited for a condition.");
        }

        if (!notified)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        return (notified, waited);
    }

    /// <exception cref="LeaseNotHeldException">The lease was released, also just now.</exception>
    private LeaseSource Hold()
    {
        try
        {
            return new LeaseSource(Source);
        }
        catch (ObjectDisposedException)
        {
            throw new LeaseNotHeldException($"Lease {Number} is not held: it was released.");
        }
    }

    /// <summary>Gives back what ended while the owner was away.</summary>
    private async ValueTask EndAsync(ILeasing source, (int Released, int Abandoned) ended)
    {
        try
        {
            for (var i = 0; i < ended.Released + ended.Abandoned; i++)
            {
                await source.ReleaseLeaseAsync(Number, abandoned: i >= ended.Released).ConfigureAwait(false);
            }
        }
        catch (SharedObjectException)
        {
            // Lost with the session meanwhile: the manager has settled it.
        }
    }
}
