using SharedObjects.Objects.Queue;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>A queue in front of the real one, of which single members can be made to do something else.</summary>
internal abstract class ForwardingQueue<T>(QueueReferent<T> queue) : ISharedQueue<T>
{
    protected QueueReferent<T> Queue => queue;

    public virtual int Count => queue.Count;

    public virtual int? Capacity => queue.Capacity;

    public virtual bool IsFull => queue.IsFull;

    public virtual bool IsShutDown => queue.IsShutDown;

    public virtual int UnfinishedCount => queue.UnfinishedCount;

    public virtual int DeadLetterCount => queue.DeadLetterCount;

    public virtual ValueTask PutAsync(T item, CancellationToken cancellationToken) => queue.PutAsync(item, cancellationToken);

    public virtual ValueTask PutAsync(T item, TimeSpan timeout, CancellationToken cancellationToken) => queue.PutAsync(item, timeout, cancellationToken);

    public virtual ValueTask<bool> TryPutAsync(T item, CancellationToken cancellationToken) => queue.TryPutAsync(item, cancellationToken);

    public virtual ValueTask PutManyAsync(IReadOnlyCollection<T> items, CancellationToken cancellationToken) => queue.PutManyAsync(items, cancellationToken);

    public virtual ValueTask PutManyAsync(IReadOnlyCollection<T> items, TimeSpan timeout, CancellationToken cancellationToken) => queue.PutManyAsync(items, timeout, cancellationToken);

    public virtual ValueTask<bool> TryPutManyAsync(IReadOnlyCollection<T> items, CancellationToken cancellationToken) => queue.TryPutManyAsync(items, cancellationToken);

    public virtual ValueTask<T> GetAsync(CancellationToken cancellationToken) => queue.GetAsync(cancellationToken);

    public virtual ValueTask<T> GetAsync(TimeSpan timeout, CancellationToken cancellationToken) => queue.GetAsync(timeout, cancellationToken);

    public virtual ValueTask<(bool Taken, T Item)> TryGetAsync(CancellationToken cancellationToken) => queue.TryGetAsync(cancellationToken);

    public virtual ValueTask<T[]> GetManyAsync(int atMost, CancellationToken cancellationToken) => queue.GetManyAsync(atMost, cancellationToken);

    public virtual ValueTask<T[]> GetManyAsync(int atMost, TimeSpan timeout, CancellationToken cancellationToken) => queue.GetManyAsync(atMost, timeout, cancellationToken);

    public virtual ValueTask<T[]> TryGetManyAsync(int atMost, CancellationToken cancellationToken) => queue.TryGetManyAsync(atMost, cancellationToken);

    public virtual ValueTask<(bool Found, T Item)> TryPeekAsync(CancellationToken cancellationToken) => queue.TryPeekAsync(cancellationToken);

    public virtual ValueTask<(T Item, Caller? Origin)> GetWithOriginAsync(CancellationToken cancellationToken) => queue.GetWithOriginAsync(cancellationToken);

    public virtual ValueTask<(T Item, Caller? Origin)> GetWithOriginAsync(TimeSpan timeout, CancellationToken cancellationToken) => queue.GetWithOriginAsync(timeout, cancellationToken);

    public virtual ValueTask<(bool Taken, T Item, Caller? Origin)> TryGetWithOriginAsync(CancellationToken cancellationToken) => queue.TryGetWithOriginAsync(cancellationToken);

    public virtual ValueTask<int> ClearAsync(CancellationToken cancellationToken) => queue.ClearAsync(cancellationToken);

    public virtual ValueTask ShutDownAsync(bool immediate, CancellationToken cancellationToken) => queue.ShutDownAsync(immediate, cancellationToken);

    public virtual ValueTask TaskDoneAsync(CancellationToken cancellationToken) => queue.TaskDoneAsync(cancellationToken);

    public virtual ValueTask JoinAsync(CancellationToken cancellationToken) => queue.JoinAsync(cancellationToken);

    public virtual ValueTask JoinAsync(TimeSpan timeout, CancellationToken cancellationToken) => queue.JoinAsync(timeout, cancellationToken);

    public virtual ValueTask<int> RequeueDeadLettersAsync(int atMost, CancellationToken cancellationToken) => queue.RequeueDeadLettersAsync(atMost, cancellationToken);

    public virtual ValueTask<((long Number, TimeSpan Duration) Lease, int DeliveryCount, T Item, Caller? Origin)> TakeLeaseAsync(TimeSpan timeout, CancellationToken cancellationToken) => queue.TakeLeaseAsync(timeout, cancellationToken);

    public virtual ValueTask CompleteLeaseAsync(long lease) => queue.CompleteLeaseAsync(lease);

    public virtual ValueTask ExtendLeaseAsync(long lease, TimeSpan duration, CancellationToken cancellationToken) => queue.ExtendLeaseAsync(lease, duration, cancellationToken);

    public virtual ValueTask ReleaseLeaseAsync(long lease, bool abandoned) => queue.ReleaseLeaseAsync(lease, abandoned);

    public virtual ValueTask<(T Item, int DeliveryCount, Caller? Origin)[]> RemoveDeadLettersAsync(int atMost, CancellationToken cancellationToken) => queue.RemoveDeadLettersAsync(atMost, cancellationToken);

    public ValueTask DisposeAsync() => queue.DisposeAsync();
}
