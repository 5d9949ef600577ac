namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>A mutant: a queue that gives the latest item first. What does not notice it checks nothing.</summary>
internal sealed class StackReferent<T>(int? capacity) : ISharedQueue<T>
{
    private readonly Stack<T> items = new();

    public int Count => items.Count;

    public int? Capacity => capacity;

    public async ValueTask PutAsync(T item, CancellationToken cancellationToken) => await TryPutAsync(item, cancellationToken);

    public async ValueTask PutAsync(T item, TimeSpan timeout, CancellationToken cancellationToken) => await TryPutAsync(item, cancellationToken);

    public ValueTask<T> GetAsync(CancellationToken cancellationToken) => new(items.Pop());

    public ValueTask<T> GetAsync(TimeSpan timeout, CancellationToken cancellationToken) => new(items.Pop());

    public ValueTask<bool> TryPutAsync(T item, CancellationToken cancellationToken)
    {
        var hasRoom = items.Count < (capacity ?? int.MaxValue);
        if (hasRoom)
        {
            items.Push(item);
        }

        return new(hasRoom);
    }

    public ValueTask<(bool Taken, T Item)> TryGetAsync(CancellationToken cancellationToken) => new((items.TryPop(out var item), item!));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
