namespace SharedObjects.Objects.Buffering;

/// <summary>Items in the order in which they are taken. An item that comes back is inserted again, and is then where it was.</summary>
internal abstract class ItemOrder<T>
{
    public abstract int Count { get; }

    /// <summary>The item that is taken next.</summary>
    public abstract Item<T>? Next { get; }

    /// <summary>All items, the one that is taken next first.</summary>
    public abstract IEnumerable<Item<T>> All { get; }

    /// <summary>Refuses what cannot be put in order, before anything is changed.</summary>
    /// <exception cref="InvalidOperationException">It cannot.</exception>
    public virtual void Check(T value)
    {
    }

    public abstract void Insert(Item<T> item);

    public abstract void RemoveNext();

    public abstract void Clear();
}
