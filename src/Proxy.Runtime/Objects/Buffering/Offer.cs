namespace SharedObjects.Objects.Buffering;

/// <summary>What somebody wants to put: one item, or several at once.</summary>
internal readonly struct Offer<T>
{
    private readonly T item;
    private readonly T[]? items;

    public Offer(T item) => this.item = item;

    public Offer(T[] items)
    {
        item = default!;
        this.items = items;
    }

    public int Count => items?.Length ?? 1;

    public T this[int index] => items is null ? item : items[index];
}
