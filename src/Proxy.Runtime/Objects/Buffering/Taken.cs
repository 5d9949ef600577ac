namespace SharedObjects.Objects.Buffering;

/// <summary>What somebody took: one item, perhaps under a lease, or several.</summary>
internal readonly struct Taken<T>
{
    private readonly Item<T>[]? items;

    public Taken(Item<T> item, long lease = 0)
    {
        Item = item;
        Lease = lease;
        DeliveryCount = item.DeliveryCount;
    }

    public Taken(Item<T>[] items)
        : this(items[0]) => this.items = items;

    /// <summary>The first of them.</summary>
    public Item<T> Item { get; }

    public long Lease { get; }

    /// <summary>How often it was delivered then; it may come back and leave again before the taker has its turn.</summary>
    public int DeliveryCount { get; }

    /// <summary>What was put, in the order in which it was taken.</summary>
    public T[] Values() => items is null ? [Item.Value] : Array.ConvertAll(items, static item => item.Value);
}
