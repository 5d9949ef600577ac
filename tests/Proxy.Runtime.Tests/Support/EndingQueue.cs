using SharedObjects.Objects.Queue;

namespace SharedObjects.Runtime.Tests.Support;

/// <summary>A queue during whose put with a timeout something happens, before whoever waits is granted the item.</summary>
internal sealed class EndingQueue(Action happen) : ISharedQueue<Payload>
{
    private readonly QueueReferent<Payload> queue = new((int?)null, TimeProvider.System);

    public int Count => queue.Count;

    public int? Capacity => queue.Capacity;

    public ValueTask PutAsync(Payload item, CancellationToken cancellationToken) => queue.PutAsync(item, cancellationToken);

    public ValueTask PutAsync(Payload item, TimeSpan timeout, CancellationToken cancellationToken)
    {
        happen();
        return queue.PutAsync(item, timeout, cancellationToken);
    }

    public ValueTask<Payload> GetAsync(CancellationToken cancellationToken) => queue.GetAsync(cancellationToken);

    public ValueTask<Payload> GetAsync(TimeSpan timeout, CancellationToken cancellationToken) => queue.GetAsync(timeout, cancellationToken);

    public ValueTask<bool> TryPutAsync(Payload item, CancellationToken cancellationToken) => queue.TryPutAsync(item, cancellationToken);

    public ValueTask<(bool Taken, Payload Item)> TryGetAsync(CancellationToken cancellationToken) => queue.TryGetAsync(cancellationToken);

    public ValueTask DisposeAsync() => queue.DisposeAsync();
}
