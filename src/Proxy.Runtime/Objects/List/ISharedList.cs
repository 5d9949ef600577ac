using System.ComponentModel;
using SharedObjects.Contracts;

namespace SharedObjects;

/// <summary>
/// A list that many processes share. Every member is atomic, batches included, unless it says otherwise. What a process has written stays when it dies, and
/// what it has taken out is gone: to hand work out, use a queue.
/// <para>
/// Items are equal when they are encoded alike, and an item is a copy: changing the one that was read changes nothing here. Negative indexes are refused;
/// count from the end with an <see cref="Index"/>, <c>^1</c>, which is resolved where the list is.
/// </para>
/// <para>
/// Each item has a version, counted up in the list and never used again: it stays with the item wherever that moves, and is another one when it is
/// set. Members that take a delegate run it in this process and write only if nothing has changed since they read; otherwise they read and run it again.
/// </para>
/// A token given up ends the call; if that was executed by then, its result is returned all the same. An index outside of the list is refused with an
/// <see cref="ArgumentOutOfRangeException"/>, before anything is changed.
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
[Managed]
[Inline]
public partial interface ISharedList<T> : ISharedObject
{
    /// <summary>The number of items now. It may have changed by the time it is read. Blocks for a round trip.</summary>
    int Count { get; }

    /// <summary>The item at an index.</summary>
    ValueTask<T> GetAsync(int index, CancellationToken cancellationToken = default);

    /// <summary>The item at an index and its version.</summary>
    ValueTask<(T Item, long Version)> GetWithVersionAsync(int index, CancellationToken cancellationToken = default);

    /// <summary>A copy of <paramref name="count"/> items.</summary>
    ValueTask<T[]> GetRangeAsync(int index, int count, CancellationToken cancellationToken = default);

    /// <summary>A copy of all items.</summary>
    ValueTask<T[]> ToArrayAsync(CancellationToken cancellationToken = default);

    /// <summary>A copy of all items, and the version of the whole list, which any change changes.</summary>
    ValueTask<(T[] Items, long Version)> ToArrayWithVersionAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Goes from index to index until there are no more, and gives what is there when it comes to it; batches are fetched ahead, each as of one moment, so what is
    /// added after the last batch was fetched is not seen. Changes do not disturb it, but an item that moves meanwhile, because one before it is inserted or removed, may come twice or not at all.
    /// </summary>
    IAsyncEnumerable<T> EnumerateAsync(CancellationToken cancellationToken = default);

    /// <summary>Goes through the items as they all were when the first was asked for. The manager keeps that copy until the end.</summary>
    IAsyncEnumerable<T> EnumerateSnapshotAsync(CancellationToken cancellationToken = default);

    /// <summary>Whether the item is in the list.</summary>
    ValueTask<bool> ContainsAsync(T item, CancellationToken cancellationToken = default);

    /// <summary>The index of the first such item; -1 if there is none.</summary>
    ValueTask<int> IndexOfAsync(T item, CancellationToken cancellationToken = default);

    /// <summary>The index of the first such item among <paramref name="count"/> from <paramref name="index"/>; -1 if there is none.</summary>
    ValueTask<int> IndexOfAsync(T item, int index, int count, CancellationToken cancellationToken = default);

    /// <summary>The index of the last such item; -1 if there is none.</summary>
    ValueTask<int> LastIndexOfAsync(T item, CancellationToken cancellationToken = default);

    /// <summary>How many such items there are.</summary>
    ValueTask<int> CountOfAsync(T item, CancellationToken cancellationToken = default);

    /// <summary>Replaces the item at an index.</summary>
    ValueTask SetAsync(int index, T item, CancellationToken cancellationToken = default);

    /// <summary>Replaces the item at an index if what is there still has <paramref name="version"/>.</summary>
    /// <returns>Whether it was replaced; false too if the list has become too short.</returns>
    ValueTask<bool> TrySetIfVersionAsync(int index, T item, long version, CancellationToken cancellationToken = default);

    /// <summary>Replaces all items if the list still has <paramref name="version"/>.</summary>
    /// <returns>Whether they were replaced.</returns>
    ValueTask<bool> TryReplaceAllAsync(IEnumerable<T> items, long version, CancellationToken cancellationToken = default);

    /// <summary>Adds an item at the end.</summary>
    ValueTask AddAsync(T item, CancellationToken cancellationToken = default);

    /// <summary>Adds items at the end, next to each other.</summary>
    ValueTask AddRangeAsync(IEnumerable<T> items, CancellationToken cancellationToken = default);

    /// <summary>Inserts an item before the one at an index; at the end for an index that is the count.</summary>
    ValueTask InsertAsync(int index, T item, CancellationToken cancellationToken = default);

    /// <summary>Inserts items before the one at an index; at the end for an index that is the count.</summary>
    ValueTask InsertRangeAsync(int index, IEnumerable<T> items, CancellationToken cancellationToken = default);

    /// <summary>Removes the first such item.</summary>
    /// <returns>Whether there was one.</returns>
    ValueTask<bool> RemoveAsync(T item, CancellationToken cancellationToken = default);

    /// <summary>Removes the item at an index and gives it.</summary>
    ValueTask<T> RemoveAtAsync(int index, CancellationToken cancellationToken = default);

    /// <summary>Removes the last item, if there is one, and gives it.</summary>
    ValueTask<(bool Removed, T Item)> TryRemoveLastAsync(CancellationToken cancellationToken = default);

    /// <summary>Removes <paramref name="count"/> items.</summary>
    ValueTask RemoveRangeAsync(int index, int count, CancellationToken cancellationToken = default);

    /// <summary>Removes every item.</summary>
    ValueTask ClearAsync(CancellationToken cancellationToken = default);

    /// <summary>Turns the order around.</summary>
    ValueTask ReverseAsync(CancellationToken cancellationToken = default);

    /// <summary>Repeats the items: afterwards they are there <paramref name="count"/> times, one after the other; 0 removes them.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative, or there would be more than 67 108 864 items; nothing was changed.</exception>
    ValueTask RepeatAsync(int count, CancellationToken cancellationToken = default);

    /// <summary>As the members that take an <see cref="Index"/>; a place is an index, or the complement of a distance from the end.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ValueTask<T> GetPlaceAsync(int place, CancellationToken cancellationToken);

    /// <inheritdoc cref="GetPlaceAsync"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ValueTask SetPlaceAsync(int place, T item, CancellationToken cancellationToken);

    /// <inheritdoc cref="GetPlaceAsync"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ValueTask InsertPlaceAsync(int place, T item, CancellationToken cancellationToken);

    /// <inheritdoc cref="GetPlaceAsync"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ValueTask<T> RemovePlaceAsync(int place, CancellationToken cancellationToken);

    /// <summary>As the members that take a <see cref="Range"/>; a place is an index, or the complement of a distance from the end.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ValueTask<T[]> GetPlacesAsync(int start, int end, CancellationToken cancellationToken);

    /// <inheritdoc cref="GetPlacesAsync"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ValueTask SetPlacesAsync(int start, int end, IEnumerable<T> items, CancellationToken cancellationToken);

    /// <summary>The call behind <see cref="SortAsync(bool, CancellationToken)"/> where the encoded items have an order.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ValueTask SortEncodedAsync(bool descending, CancellationToken cancellationToken);
}
