namespace SharedObjects.Generator.Consumer;

/// <summary>Everything that can be made of type parameters.</summary>
[Managed]
public interface IStore<TKey, TValue> : IReadableStore<TKey, TValue>
    where TKey : notnull, IEquatable<TKey>
    where TValue : struct
{
    /// <summary>Sets.</summary>
    ValueTask SetAsync(TKey key, TValue? value);

    /// <summary>Sets all.</summary>
    ValueTask SetAllAsync(IReadOnlyDictionary<TKey, TValue> pairs);

    /// <summary>All of it.</summary>
    ValueTask<Dictionary<TKey, TValue>> AllAsync();

    /// <summary>All of it, as pairs.</summary>
    ValueTask<KeyValuePair<TKey, TValue>[]> PairsAsync();

    /// <summary>The keys.</summary>
    ValueTask<HashSet<TKey>> KeysAsync();

    /// <summary>Keys by place.</summary>
    ValueTask<(TKey Key, (int Place, TValue? Value) Found)[]> FindAsync(IEnumerable<TKey> keys);

    /// <summary>Another store of the kind.</summary>
    ValueTask<IStore<TKey, TValue>> ForkAsync();
}
