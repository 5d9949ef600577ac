namespace SharedObjects;

// What runs in the calling process, over the members that go to the manager.
public partial interface ISharedDictionary<TKey, TValue>
{
    /// <summary>The value of a key; the default of its type if it is not there.</summary>
    async ValueTask<TValue?> GetValueOrDefaultAsync(TKey key, CancellationToken cancellationToken = default) =>
        (await TryGetAsync(key, cancellationToken).ConfigureAwait(false)).Value;

    /// <summary>The value of a key; <paramref name="defaultValue"/> if it is not there, which is not added.</summary>
    async ValueTask<TValue> GetValueOrDefaultAsync(TKey key, TValue defaultValue, CancellationToken cancellationToken = default) =>
        await TryGetAsync(key, cancellationToken).ConfigureAwait(false) is (true, var value) ? value : defaultValue;

    /// <summary>Adds a key with its value.</summary>
    /// <exception cref="ArgumentException">The key is there; nothing was changed.</exception>
    async ValueTask AddAsync(TKey key, TValue value, CancellationToken cancellationToken = default)
    {
        if (!await TryAddAsync(key, value, cancellationToken).ConfigureAwait(false))
        {
            throw new ArgumentException($"The key '{key}' is there already; use {nameof(SetAsync)} to replace its value.", nameof(key));
        }
    }

    /// <summary>
    /// The value of a key, which is added with what <paramref name="factory"/> makes if it is not there. Several processes may each run their factory;
    /// one value is chosen, and all of them get that.
    /// </summary>
    async ValueTask<TValue> GetOrAddAsync(TKey key, Func<TKey, TValue> factory, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return await TryGetAsync(key, cancellationToken).ConfigureAwait(false) is (true, var value)
            ? value
            : await GetOrAddAsync(key, factory(key), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Adds a key with <paramref name="addValue"/>, or sets its value to what <paramref name="update"/> makes of it. The delegate may run several times:
    /// no change of anybody else is lost.
    /// </summary>
    /// <returns>The value that was set.</returns>
    ValueTask<TValue> AddOrUpdateAsync(TKey key, TValue addValue, Func<TKey, TValue, TValue> update, CancellationToken cancellationToken = default) =>
        AddOrUpdateAsync(key, _ => addValue, update, cancellationToken);

    /// <summary>
    /// Adds a key with what <paramref name="add"/> makes, or sets its value to what <paramref name="update"/> makes of it. The delegates may run several
    /// times: no change of anybody else is lost.
    /// </summary>
    /// <returns>The value that was set.</returns>
    async ValueTask<TValue> AddOrUpdateAsync(TKey key, Func<TKey, TValue> add, Func<TKey, TValue, TValue> update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(add);
        ArgumentNullException.ThrowIfNull(update);
        while (true)
        {
            var (found, value, version) = await GetWithVersionAsync(key, cancellationToken).ConfigureAwait(false);
            var next = found ? update(key, value) : add(key);
            if (await TryUpdateIfVersionAsync(key, next, version, cancellationToken).ConfigureAwait(false))
            {
                return next;
            }
        }
    }

    /// <summary>Sets the value of a key to what <paramref name="update"/> makes of it. The delegate may run several times: no change of anybody else is lost.</summary>
    /// <returns>The value that was set.</returns>
    /// <exception cref="KeyNotFoundException">There is no such key.</exception>
    ValueTask<TValue> UpdateAsync(TKey key, Func<TValue, TValue> update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        return AddOrUpdateAsync(
            key,
            static key => throw new KeyNotFoundException($"There is no key '{key}' to update; {nameof(AddOrUpdateAsync)} adds it."),
            (_, value) => update(value),
            cancellationToken);
    }

    /// <summary>Removes a key if <paramref name="predicate"/> holds for its value. The predicate may run several times.</summary>
    /// <returns>Whether it was removed.</returns>
    async ValueTask<bool> RemoveIfAsync(TKey key, Func<TValue, bool> predicate, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        while (true)
        {
            var (found, value, version) = await GetWithVersionAsync(key, cancellationToken).ConfigureAwait(false);
            if (!found || !predicate(value))
            {
                return false;
            }

            if (await TryRemoveIfVersionAsync(key, version, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }
        }
    }

    /// <summary>
    /// Removes the entries for which <paramref name="predicate"/> holds. Atomic for each entry, not for all together: none is removed with a value that the
    /// predicate has not seen. It may run several times.
    /// </summary>
    /// <returns>How many were removed.</returns>
    async ValueTask<int> RemoveWhereAsync(Func<TKey, TValue, bool> predicate, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        for (var removed = 0; ;)
        {
            var entries = await ToArrayWithVersionsAsync(cancellationToken).ConfigureAwait(false);
            var chosen = entries.Where(entry => predicate(entry.Key, entry.Value)).Select(static entry => (entry.Key, entry.Version)).ToArray();
            var went = chosen.Length == 0 ? 0 : await RemoveManyIfVersionAsync(chosen, cancellationToken).ConfigureAwait(false);
            removed += went;
            if (went == chosen.Length)
            {
                return removed;
            }
        }
    }

    /// <summary>Takes the entry whose key was added last.</summary>
    /// <exception cref="InvalidOperationException">The dictionary is empty.</exception>
    async ValueTask<KeyValuePair<TKey, TValue>> TakeLastAsync(CancellationToken cancellationToken = default) =>
        await TryTakeLastAsync(cancellationToken).ConfigureAwait(false) is (true, var key, var value)
            ? new(key, value)
            : throw new InvalidOperationException("The dictionary is empty.");

    /// <summary>
    /// A copy of the entries as a plain dictionary. Keys that are encoded differently are two here and may be one there, as 1.0m and 1.00m are: then the later entry counts.
    /// </summary>
    async ValueTask<Dictionary<TKey, TValue>> ToDictionaryAsync(CancellationToken cancellationToken = default)
    {
        var entries = await ToArrayAsync(cancellationToken).ConfigureAwait(false);
        var dictionary = new Dictionary<TKey, TValue>(entries.Length);
        foreach (var (key, value) in entries)
        {
            dictionary[key] = value;
        }

        return dictionary;
    }

    /// <summary>A copy of the entries as a plain dictionary, with those of <paramref name="others"/>, which count where both have a key.</summary>
    async ValueTask<Dictionary<TKey, TValue>> UnionAsync(IEnumerable<KeyValuePair<TKey, TValue>> others, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(others);
        var union = await ToDictionaryAsync(cancellationToken).ConfigureAwait(false);
        foreach (var (key, value) in others)
        {
            union[key] = value;
        }

        return union;
    }
}
