using SharedObjects.Contracts.State;
using SharedObjects.Objects.Ordering;

namespace SharedObjects.Objects.Dictionary;

/// <summary>The dictionary itself. Used on its turn only.</summary>
internal sealed class DictionaryReferent<TKey, TValue> : ISharedDictionary<TKey, TValue>, ISavable
    where TKey : notnull
{
    private readonly Dictionary<TKey, Link<DictionaryEntry<TKey, TValue>>> links = [];
    private readonly Chain<DictionaryEntry<TKey, TValue>> entries = new();

    /// <summary>Counts the changes.</summary>
    private long revision;

    public DictionaryReferent()
    {
    }

    /// <param name="state">What <see cref="Save"/> wrote.</param>
    public DictionaryReferent(StateReader state)
    {
        revision = state.Read<long>();
        for (var left = state.Read<int>(); left > 0; left--)
        {
            Put(state.ReadElement<TKey>(), state.ReadElement<TValue>(), state.Read<long>());
        }
    }

    public int Count => links.Count;

    /// <summary>The entries as they are when a walk comes to them; it goes on whatever changes.</summary>
    private IEnumerable<DictionaryEntry<TKey, TValue>> Entries
    {
        get
        {
            for (var link = entries.First; link is not null; link = Chain<DictionaryEntry<TKey, TValue>>.After(link))
            {
                yield return link.Value;
            }
        }
    }

    public ValueTask<TValue> GetAsync(TKey key, CancellationToken cancellationToken) => Find(key) is { } link
        ? ValueTask.FromResult(link.Value.Value)
        : throw new KeyNotFoundException("The key is not in the dictionary.");

    public ValueTask<(bool Found, TValue Value)> TryGetAsync(TKey key, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Find(key) is { } link ? (true, link.Value.Value) : default);

    public ValueTask<(bool Found, TValue Value, long Version)> GetWithVersionAsync(TKey key, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Find(key) is { } link ? (true, link.Value.Value, link.Value.Version) : default);

    public ValueTask<Dictionary<TKey, TValue>> GetManyAsync(IEnumerable<TKey> keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var found = new Dictionary<TKey, TValue>();
        foreach (var key in keys)
        {
            if (Find(key) is { } link)
            {
                found[key] = link.Value.Value;
            }
        }

        return ValueTask.FromResult(found);
    }

    public ValueTask<bool> ContainsKeyAsync(TKey key, CancellationToken cancellationToken) => ValueTask.FromResult(Find(key) is not null);

    public ValueTask<bool> ContainsValueAsync(TValue value, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Entries.Any(entry => EqualityComparer<TValue>.Default.Equals(entry.Value, value)));

    public ValueTask SetAsync(TKey key, TValue value, CancellationToken cancellationToken)
    {
        ThrowIfNull(key, nameof(key));
        Put(key, value, ++revision);
        return ValueTask.CompletedTask;
    }

    public ValueTask SetManyAsync(IEnumerable<KeyValuePair<TKey, TValue>> entries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var batch = entries as IReadOnlyCollection<KeyValuePair<TKey, TValue>> ?? [.. entries];
        foreach (var (key, _) in batch)
        {
            ThrowIfNull(key, nameof(entries));
        }

        revision += batch.Count == 0 ? 0 : 1;
        foreach (var (key, value) in batch)
        {
            Put(key, value, revision);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> TryAddAsync(TKey key, TValue value, CancellationToken cancellationToken)
    {
        var isNew = Find(key) is null;
        if (isNew)
        {
            Put(key, value, ++revision);
        }

        return ValueTask.FromResult(isNew);
    }

    public ValueTask<TValue> GetOrAddAsync(TKey key, TValue value, CancellationToken cancellationToken)
    {
        if (Find(key) is { } link)
        {
            return ValueTask.FromResult(link.Value.Value);
        }

        Put(key, value, ++revision);
        return ValueTask.FromResult(value);
    }

    public ValueTask<bool> TryUpdateAsync(TKey key, TValue newValue, TValue comparisonValue, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Find(key) is { } link
            && EqualityComparer<TValue>.Default.Equals(link.Value.Value, comparisonValue)
            && Put(key, newValue, ++revision));

    public ValueTask<bool> TryUpdateIfVersionAsync(TKey key, TValue newValue, long version, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(version);
        return ValueTask.FromResult((Find(key)?.Value.Version ?? 0) == version && Put(key, newValue, ++revision));
    }

    public ValueTask<bool> RemoveAsync(TKey key, CancellationToken cancellationToken) => ValueTask.FromResult(Remove(Find(key)));

    public ValueTask<bool> RemoveAsync(TKey key, TValue value, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Find(key) is { } link && EqualityComparer<TValue>.Default.Equals(link.Value.Value, value) && Remove(link));

    public ValueTask<(bool Removed, TValue Value)> TryRemoveAsync(TKey key, CancellationToken cancellationToken)
    {
        if (Find(key) is not { } link)
        {
            return default;
        }

        var value = link.Value.Value;
        return ValueTask.FromResult((Remove(link), value));
    }

    public ValueTask<bool> TryRemoveIfVersionAsync(TKey key, long version, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(version);
        return ValueTask.FromResult(Find(key) is { } link && link.Value.Version == version && Remove(link));
    }

    public ValueTask<int> RemoveManyAsync(IEnumerable<TKey> keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var batch = keys as IReadOnlyCollection<TKey> ?? [.. keys];
        foreach (var key in batch)
        {
            ThrowIfNull(key, nameof(keys));
        }

        return ValueTask.FromResult(batch.Count(key => Remove(Find(key))));
    }

    public ValueTask<int> RemoveManyIfVersionAsync(IEnumerable<(TKey Key, long Version)> entries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var batch = entries as IReadOnlyCollection<(TKey Key, long Version)> ?? [.. entries];
        foreach (var (key, _) in batch)
        {
            ThrowIfNull(key, nameof(entries));
        }

        return ValueTask.FromResult(batch.Count(entry => Find(entry.Key) is { } link && link.Value.Version == entry.Version && Remove(link)));
    }

    public ValueTask<(bool Taken, TKey Key, TValue Value)> TryTakeLastAsync(CancellationToken cancellationToken)
    {
        if (entries.Last is not { } link)
        {
            return default;
        }

        var (key, value, _) = link.Value;
        return ValueTask.FromResult((Remove(link), key, value));
    }

    public ValueTask ClearAsync(CancellationToken cancellationToken)
    {
        revision += Count == 0 ? 0 : 1;
        links.Clear();
        entries.Clear();
        return ValueTask.CompletedTask;
    }

    public ValueTask<TKey[]> KeysAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Copy(static entry => entry.Key));

    public ValueTask<TValue[]> ValuesAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Copy(static entry => entry.Value));

    public ValueTask<KeyValuePair<TKey, TValue>[]> ToArrayAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(Copy(static entry => KeyValuePair.Create(entry.Key, entry.Value)));

    public IAsyncEnumerable<KeyValuePair<TKey, TValue>> EnumerateAsync(CancellationToken cancellationToken) =>
        Entries.Select(static entry => KeyValuePair.Create(entry.Key, entry.Value)).ToAsyncEnumerable();

    public IAsyncEnumerable<KeyValuePair<TKey, TValue>> EnumerateSnapshotAsync(CancellationToken cancellationToken) =>
        Copy(static entry => KeyValuePair.Create(entry.Key, entry.Value)).ToAsyncEnumerable();

    public ValueTask<(TKey Key, TValue Value, long Version)[]> ToArrayWithVersionsAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(Copy(static entry => (entry.Key, entry.Value, entry.Version)));

    public void Save(StateWriter state)
    {
        state.Write(revision);
        state.Write(Count);
        foreach (var (key, value, version) in Entries)
        {
            state.WriteElement(key);
            state.WriteElement(value);
            state.Write(version);
        }
    }

    /// <summary>Nobody refers to the dictionary any more: what it kept alive is let go.</summary>
    public ValueTask DisposeAsync()
    {
        links.Clear();
        entries.Clear();
        return ValueTask.CompletedTask;
    }

    private static void ThrowIfNull(TKey key, string parameter)
    {
        if (key is null or Payload { Length: 0 })
        {
            throw new ArgumentNullException(parameter, "A key cannot be null.");
        }
    }

    private Link<DictionaryEntry<TKey, TValue>>? Find(TKey key)
    {
        ThrowIfNull(key, nameof(key));
        return links.GetValueOrDefault(key);
    }

    private bool Put(TKey key, TValue value, long version)
    {
        ref var link = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(links, key, out var exists);
        if (exists)
        {
            link!.Value = link.Value with { Value = value, Version = version };
        }
        else
        {
            link = entries.Add(new(key, value, version));
        }

        return true;
    }

    private bool Remove(Link<DictionaryEntry<TKey, TValue>>? link)
    {
        if (link is null)
        {
            return false;
        }

        revision++;
        links.Remove(link.Value.Key);
        entries.Remove(link);
        return true;
    }

    private T[] Copy<T>(Func<DictionaryEntry<TKey, TValue>, T> part)
    {
        var copy = new T[Count];
        var i = 0;
        for (var link = entries.First; link is not null; link = link.Next)
        {
            copy[i++] = part(link.Value);
        }

        return copy;
    }
}
