using System.ComponentModel;
using SharedObjects.Contracts;

namespace SharedObjects;

/// <summary>
/// A dictionary that many processes share. Every member is atomic, batches included, unless it says otherwise. Entries keep the order in which their keys
/// were added; setting the value of a key that is there does not move it. What a process has written stays when it dies, and what it has taken out is gone:
/// to hand work out, use a queue.
/// <para>
/// Keys and values are equal when they are encoded alike: <c>0.0</c> and <c>-0.0</c> are two keys, two arrays with the same elements are one.
/// A value is a copy; changing the one that was read changes nothing here.
/// </para>
/// <para>
/// Each entry has a version: the dictionary's revision when it was last set, never used again. Members that take a delegate run it in this process and
/// write only if the entry has not changed since it was read; otherwise they read and run it again.
/// </para>
/// A token given up ends the call; if that was executed by then, its result is returned all the same. A key that is <see langword="null"/> is refused with
/// an <see cref="ArgumentNullException"/>, before anything is changed.
/// </summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
[Managed]
[Inline]
public partial interface ISharedDictionary<TKey, TValue> : ISharedObject
    where TKey : notnull
{
    /// <summary>The number of entries now. It may have changed by the time it is read. Blocks for a round trip.</summary>
    int Count { get; }

    /// <summary>The value of a key.</summary>
    /// <exception cref="KeyNotFoundException">There is no such key.</exception>
    ValueTask<TValue> GetAsync(TKey key, CancellationToken cancellationToken = default);

    /// <summary>The value of a key, if it is there.</summary>
    ValueTask<(bool Found, TValue Value)> TryGetAsync(TKey key, CancellationToken cancellationToken = default);

    /// <summary>The value of a key and the entry's version; version 0 if it is not there.</summary>
    ValueTask<(bool Found, TValue Value, long Version)> GetWithVersionAsync(TKey key, CancellationToken cancellationToken = default);

    /// <summary>The entries of those keys that are there, as of one moment.</summary>
    ValueTask<Dictionary<TKey, TValue>> GetManyAsync(IEnumerable<TKey> keys, CancellationToken cancellationToken = default);

    /// <summary>Whether the key is there.</summary>
    ValueTask<bool> ContainsKeyAsync(TKey key, CancellationToken cancellationToken = default);

    /// <summary>Whether any entry has the value; goes through all of them.</summary>
    ValueTask<bool> ContainsValueAsync(TValue value, CancellationToken cancellationToken = default);

    /// <summary>Sets the value of a key, which is added at the end if it is not there.</summary>
    ValueTask SetAsync(TKey key, TValue value, CancellationToken cancellationToken = default);

    /// <summary>Sets many values at once; of two for one key the later counts. All entries get the same version.</summary>
    ValueTask SetManyAsync(IEnumerable<KeyValuePair<TKey, TValue>> entries, CancellationToken cancellationToken = default);

    /// <summary>Adds a key with its value, unless it is there.</summary>
    /// <returns>Whether it was added.</returns>
    ValueTask<bool> TryAddAsync(TKey key, TValue value, CancellationToken cancellationToken = default);

    /// <summary>The value of a key, which is added with <paramref name="value"/> if it is not there.</summary>
    ValueTask<TValue> GetOrAddAsync(TKey key, TValue value, CancellationToken cancellationToken = default);

    /// <summary>Sets the value of a key if it is there and has <paramref name="comparisonValue"/>.</summary>
    /// <returns>Whether it was set.</returns>
    ValueTask<bool> TryUpdateAsync(TKey key, TValue newValue, TValue comparisonValue, CancellationToken cancellationToken = default);

    /// <summary>Sets the value of a key if its entry still has <paramref name="version"/>; 0 stands for a key that is not there.</summary>
    /// <returns>Whether it was set.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="version"/> is negative.</exception>
    ValueTask<bool> TryUpdateIfVersionAsync(TKey key, TValue newValue, long version, CancellationToken cancellationToken = default);

    /// <summary>Removes a key.</summary>
    /// <returns>Whether it was there.</returns>
    ValueTask<bool> RemoveAsync(TKey key, CancellationToken cancellationToken = default);

    /// <summary>Removes a key if it has <paramref name="value"/>.</summary>
    /// <returns>Whether it was removed.</returns>
    ValueTask<bool> RemoveAsync(TKey key, TValue value, CancellationToken cancellationToken = default);

    /// <summary>Removes a key and gives its value.</summary>
    ValueTask<(bool Removed, TValue Value)> TryRemoveAsync(TKey key, CancellationToken cancellationToken = default);

    /// <summary>Removes a key if its entry still has <paramref name="version"/>.</summary>
    /// <returns>Whether it was removed.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="version"/> is not positive.</exception>
    ValueTask<bool> TryRemoveIfVersionAsync(TKey key, long version, CancellationToken cancellationToken = default);

    /// <summary>Removes those keys that are there, at once.</summary>
    /// <returns>How many were removed.</returns>
    ValueTask<int> RemoveManyAsync(IEnumerable<TKey> keys, CancellationToken cancellationToken = default);

    /// <summary>Takes the entry whose key was added last.</summary>
    /// <returns>Whether there was one, and the entry.</returns>
    ValueTask<(bool Taken, TKey Key, TValue Value)> TryTakeLastAsync(CancellationToken cancellationToken = default);

    /// <summary>Removes every entry.</summary>
    ValueTask ClearAsync(CancellationToken cancellationToken = default);

    /// <summary>A copy of the keys, in order.</summary>
    ValueTask<TKey[]> KeysAsync(CancellationToken cancellationToken = default);

    /// <summary>A copy of the values, in the order of the keys.</summary>
    ValueTask<TValue[]> ValuesAsync(CancellationToken cancellationToken = default);

    /// <summary>A copy of the entries, in order.</summary>
    ValueTask<KeyValuePair<TKey, TValue>[]> ToArrayAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Goes through the entries, in order, as they are when it comes to them; batches are fetched ahead, each as of one moment. Changes do not disturb it: an
    /// entry that stays comes once, with a value it had meanwhile, one that is added comes too, and a key that is removed and added again may come twice.
    /// </summary>
    IAsyncEnumerable<KeyValuePair<TKey, TValue>> EnumerateAsync(CancellationToken cancellationToken = default);

    /// <summary>Goes through the entries, in order, as they all were when the first was asked for. The manager keeps that copy until the end.</summary>
    IAsyncEnumerable<KeyValuePair<TKey, TValue>> EnumerateSnapshotAsync(CancellationToken cancellationToken = default);

    /// <summary>A copy of the entries with their versions, for members that decide in this process.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ValueTask<(TKey Key, TValue Value, long Version)[]> ToArrayWithVersionsAsync(CancellationToken cancellationToken);

    /// <summary>Removes those entries that still have their versions, at once, and says how many.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ValueTask<int> RemoveManyIfVersionAsync(IEnumerable<(TKey Key, long Version)> entries, CancellationToken cancellationToken);
}
