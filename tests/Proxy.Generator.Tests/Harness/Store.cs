using SharedObjects.Generator.Consumer;

namespace SharedObjects.Generator.Tests.Harness;

internal sealed class Store<TKey, TValue> : IStore<TKey, TValue>
    where TKey : notnull, IEquatable<TKey>
    where TValue : struct
{
    private readonly Dictionary<TKey, TValue> pairs = [];

    public int Count => pairs.Count;

    public ValueTask<TValue?> GetAsync(TKey key) => new(Get(key));

    public ValueTask SetAsync(TKey key, TValue? value)
    {
        pairs.Remove(key);
        if (value is { } present)
        {
            pairs.Add(key, present);
        }

        return default;
    }

    public ValueTask SetAllAsync(IReadOnlyDictionary<TKey, TValue> pairs)
    {
        foreach (var pair in pairs)
        {
            this.pairs[pair.Key] = pair.Value;
        }

        return default;
    }

    public ValueTask<Dictionary<TKey, TValue>> AllAsync() => new(pairs);

    public ValueTask<KeyValuePair<TKey, TValue>[]> PairsAsync() => new([.. pairs]);

    public ValueTask<HashSet<TKey>> KeysAsync() => new([.. pairs.Keys]);

    public ValueTask<(TKey Key, (int Place, TValue? Value) Found)[]> FindAsync(IEnumerable<TKey> keys) =>
        new([.. keys.Select((key, place) => (key, (place, Get(key))))]);

    public ValueTask<IStore<TKey, TValue>> ForkAsync() => new(this);

    public ValueTask DisposeAsync() => default;

    private TValue? Get(TKey key) => pairs.TryGetValue(key, out var value) ? value : null;
}
