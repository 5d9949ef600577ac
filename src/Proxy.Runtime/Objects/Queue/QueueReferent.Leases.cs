using SharedObjects.Objects.Buffering;
using SharedObjects.Objects.Waiting;

namespace SharedObjects.Objects.Queue;

/// <content>Items that come back unless they are completed.</content>
internal sealed partial class QueueReferent<T>
{
    private static readonly TakeRequest Leased = new(1, IsLeased: true);

    public int DeadLetterCount => Leases.DeadLetters.Count;

    public ValueTask<((long Number, TimeSpan Duration) Lease, int DeliveryCount, T Item, Caller? Origin)> TakeLeaseAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var patience = Patience.Of(timeout);
        cancellationToken.ThrowIfCancellationRequested();
        return Buffer.TryTake(Leased, out var taken) ? ValueTask.FromResult(Grant(taken))
            : patience.IsZero ? default
            : WaitForLeaseAsync(patience, cancellationToken);
    }

    public ValueTask CompleteLeaseAsync(long lease)
    {
        Leases.Complete(lease);
        return ValueTask.CompletedTask;
    }

    public ValueTask ExtendLeaseAsync(long lease, TimeSpan duration, CancellationToken cancellationToken)
    {
        Leases.Extend(lease, LeaseTime.Require(duration, nameof(duration)));
        return ValueTask.CompletedTask;
    }

    public ValueTask ReleaseLeaseAsync(long lease, bool abandoned)
    {
        Leases.Abandon(lease);
        if (abandoned)
        {
            CallContext.Current.LogAbandoned("a leased item");
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<(T Item, int DeliveryCount, Caller? Origin)[]> RemoveDeadLettersAsync(int atMost, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(atMost);
        var taken = Leases.DeadLetters.Take(atMost);
        if (taken.Length > 0)
        {
            CallContext.Current.UndoIfUndelivered(() => Leases.DeadLetters.PutBack(taken));
        }

        return ValueTask.FromResult(Array.ConvertAll(taken, static letter => (letter.Value.Value, letter.Value.DeliveryCount, letter.Value.Origin)));
    }

    public ValueTask<int> RequeueDeadLettersAsync(int atMost, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(atMost);
        Buffer.ThrowIfShutDown();
        var taken = Leases.DeadLetters.Take(atMost);
        foreach (var (_, item) in taken)
        {
            item.DeliveryCount = 0;
            Buffer.GiveBack(item);
        }

        CallContext.Current.TookEffect();
        Buffer.Serve();
        return ValueTask.FromResult(taken.Length);
    }

    private ((long Number, TimeSpan Duration) Lease, int DeliveryCount, T Item, Caller? Origin) Grant(Taken<T> taken) =>
        ((taken.Lease, options.LeaseDuration), taken.DeliveryCount, taken.Item.Value, taken.Item.Origin);

    private async ValueTask<((long Number, TimeSpan Duration) Lease, int DeliveryCount, T Item, Caller? Origin)> WaitForLeaseAsync(Patience patience, CancellationToken cancellationToken)
    {
        try
        {
            return Grant(await Buffer.WaitAsync(Leased, patience, cancellationToken));
        }
        catch (TimeoutException)
        {
            return default;
        }
    }
}
