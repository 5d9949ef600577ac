namespace SharedObjects;

/// <summary>
/// An item received from a queue: <see cref="CompleteAsync"/> it when it is done. Until then it is the queue's: disposing without completing gives it back,
/// and so do the end of this process's session and of the lease, which the manager's clock decides, also while this process is well. By this process's own
/// clock, which began to count when the item arrived, <see cref="Lease.IsHeld"/> and <see cref="Lease.LostToken"/> say so at about the same time.
/// </summary>
/// <typeparam name="T">The type of the item.</typeparam>
public sealed class QueueLease<T> : Lease
{
    private readonly Lock gate = new();
    private CancellationTokenSource? lost;
    private CancellationToken token;
    private long received = TimeProvider.System.GetTimestamp();
    private TimeSpan duration;

    internal QueueLease(ILeasing queue, ((long Number, TimeSpan Duration) Lease, int DeliveryCount, T Item, Caller? Origin) grant)
        : base(queue, grant.Lease.Number)
    {
        duration = grant.Lease.Duration;
        Item = grant.Item;
        DeliveryCount = grant.DeliveryCount;
        Origin = grant.Origin;
    }

    /// <summary>The item.</summary>
    public T Item { get; }

    /// <summary>How often the item was delivered, this time included; more than 1 if it came back before, so that some of the work may have been done.</summary>
    public int DeliveryCount { get; }

    /// <summary>Who put the item; <see langword="null"/> outside a manager.</summary>
    public Caller? Origin { get; }

    private ISharedQueue<T> Queue => (ISharedQueue<T>)Source;

    /// <summary>The item is done: it leaves the queue for good and counts as finished, without <see cref="ISharedBuffer.TaskDoneAsync"/>.</summary>
    /// <exception cref="LeaseNotHeldException">The lease has expired, was given back or completed before, or was lost with its session: somebody else may have the item.</exception>
    public ValueTask CompleteAsync() => TryRelease()
        ? EndAsync(Queue.CompleteLeaseAsync(Number))
        : ValueTask.FromException(new LeaseNotHeldException($"Lease {Number} was completed or given back before, or was found to have expired."));

    /// <summary>The item goes back to its place at the head at once, or to the dead letters if it was delivered as often as the queue allows.</summary>
    /// <exception cref="LeaseNotHeldException">The lease has expired, was given back or completed before, or was lost with its session.</exception>
    public ValueTask AbandonAsync() => ReleaseAsync();

    /// <summary>Lets the lease end <paramref name="duration"/> from now, whatever was left of it.</summary>
    /// <param name="duration">More than nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="duration"/> is not positive or too long.</exception>
    /// <exception cref="LeaseNotHeldException">The lease has expired, was given back or completed before, or was lost with its session.</exception>
    public async ValueTask ExtendAsync(TimeSpan duration, CancellationToken cancellationToken = default)
    {
        if (IsReleased)
        {
            throw new LeaseNotHeldException($"Lease {Number} is not held: it was completed or given back before, or was found to have expired.");
        }

        var asked = TimeProvider.System.GetTimestamp();
        await Queue.ExtendLeaseAsync(Number, duration, cancellationToken).ConfigureAwait(false);
        lock (gate)
        {
            (received, this.duration) = (asked, duration);
            Arm();
        }
    }

    // Also when the token was cancelled: a timer may come a moment before the clock says so.
    private protected override bool IsLost => base.IsLost || token.IsCancellationRequested || Left <= TimeSpan.Zero;

    /// <summary>Made when it is asked for: most leases are completed without.</summary>
    private protected override CancellationToken Lost
    {
        get
        {
            lock (gate)
            {
                if (IsReleased && lost is null)
                {
                    return base.Lost;
                }

                if (lost is null)
                {
                    lost = CancellationTokenSource.CreateLinkedTokenSource(base.Lost);
                    token = lost.Token;
                    Arm();
                }

                return token;
            }
        }
    }

    private TimeSpan Left => duration - TimeProvider.System.GetElapsedTime(received);

    /// <summary>Releasing does not cancel the token; and the session's, which lives on, is to forget it.</summary>
    private protected override void Released()
    {
        lock (gate)
        {
            lost?.Dispose();
        }
    }

    private void Arm()
    {
        if (IsReleased || lost is null)
        {
            return;
        }

        // A timer counts whole milliseconds; one that came early would say so of a lease that is still held.
        lost.CancelAfter(TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(Left.TotalMilliseconds))));
    }
}
