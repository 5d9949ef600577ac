using SharedObjects.Objects.Queue;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>A mutant: right in every answer, but calls say that they took effect when they began, also those that then waited.</summary>
internal sealed class EarlyStampReferent<T>(int? capacity) : ISharedQueue<T>
{
    private readonly QueueReferent<T> queue = new(capacity, TimeProvider.System);

    public int Count => queue.Count;

    public int? Capacity => queue.Capacity;

    public ValueTask PutAsync(T item, CancellationToken cancellationToken) => Stamped().PutAsync(item, cancellationToken);

    public ValueTask PutAsync(T item, TimeSpan timeout, CancellationToken cancellationToken) => Stamped().PutAsync(item, timeout, cancellationToken);

    public ValueTask<T> GetAsync(CancellationToken cancellationToken) => Stamped().GetAsync(cancellationToken);

    public ValueTask<T> GetAsync(TimeSpan timeout, CancellationToken cancellationToken) => Stamped().GetAsync(timeout, cancellationToken);

    public ValueTask<bool> TryPutAsync(T item, CancellationToken cancellationToken) => Stamped().TryPutAsync(item, cancellationToken);

    public ValueTask<(bool Taken, T Item)> TryGetAsync(CancellationToken cancellationToken) => Stamped().TryGetAsync(cancellationToken);

    public ValueTask DisposeAsync() => queue.DisposeAsync();

    private QueueReferent<T> Stamped()
    {
        CallContext.Current.TookEffect();
        return queue;
    }
}
