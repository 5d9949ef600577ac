using SharedObjects.Contracts;

namespace SharedObjects;

/// <summary>
/// A set that many processes share. Every member is atomic, batches included. Items keep the order in which they were added. What a process has added
/// stays when it dies, and what it has taken out is gone: to hand work out, use a queue.
/// <para>
/// Items are equal when they are encoded alike: <c>0.0</c> and <c>-0.0</c> are two, two arrays with the same elements are one. So what these members say of
/// two sets may differ from what a <see cref="HashSet{T}"/> here would say of copies of them.
/// </para>
/// <para>
/// The other side of an operation is a collection of this process. Another shared object is copied first, <c>await set.UnionWithAsync(await
/// other.ToArrayAsync())</c>: then it is as it was at that moment, and the two are not read together.
/// </para>
/// A token given up ends the call; if that was executed by then, its result is returned all the same.
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
[Managed]
[Inline]
public partial interface ISharedSet<T> : ISharedObject
{
    /// <summary>The number of items now. It may have changed by the time it is read. Blocks for a round trip.</summary>
    int Count { get; }

    /// <summary>Adds an item, unless it is there.</summary>
    /// <returns>Whether it was added.</returns>
    ValueTask<bool> AddAsync(T item, CancellationToken cancellationToken = default);

    /// <summary>Adds the items that are not there.</summary>
    /// <returns>How many were added.</returns>
    ValueTask<int> AddManyAsync(IEnumerable<T> items, CancellationToken cancellationToken = default);

    /// <summary>Removes an item.</summary>
    /// <returns>Whether it was there.</returns>
    ValueTask<bool> RemoveAsync(T item, CancellationToken cancellationToken = default);

    /// <summary>Removes the items that are there.</summary>
    /// <returns>How many were removed.</returns>
    ValueTask<int> RemoveManyAsync(IEnumerable<T> items, CancellationToken cancellationToken = default);

    /// <summary>Takes some item, if there is one.</summary>
    ValueTask<(bool Taken, T Item)> TryTakeAsync(CancellationToken cancellationToken = default);

    /// <summary>Removes every item.</summary>
    ValueTask ClearAsync(CancellationToken cancellationToken = default);

    /// <summary>Whether the item is there.</summary>
    ValueTask<bool> ContainsAsync(T item, CancellationToken cancellationToken = default);

    /// <summary>A copy of the items, in order.</summary>
    ValueTask<T[]> ToArrayAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Goes through the items, in order, as they are when it comes to them; batches are fetched ahead, each as of one moment. Changes do not disturb it: an
    /// item that stays comes once, one that is added comes too, and one that is removed and added again may come twice.
    /// </summary>
    IAsyncEnumerable<T> EnumerateAsync(CancellationToken cancellationToken = default);

    /// <summary>Goes through the items, in order, as they all were when the first was asked for. The manager keeps that copy until the end.</summary>
    IAsyncEnumerable<T> EnumerateSnapshotAsync(CancellationToken cancellationToken = default);

    /// <summary>Keeps only the items that are among <paramref name="other"/>.</summary>
    ValueTask IntersectWithAsync(IEnumerable<T> other, CancellationToken cancellationToken = default);

    /// <summary>Removes the items that are among <paramref name="other"/>, and adds the others of those.</summary>
    ValueTask SymmetricExceptWithAsync(IEnumerable<T> other, CancellationToken cancellationToken = default);

    /// <summary>Whether every item is among <paramref name="other"/>.</summary>
    ValueTask<bool> IsSubsetOfAsync(IEnumerable<T> other, CancellationToken cancellationToken = default);

    /// <summary>Whether every item is among <paramref name="other"/>, which has more.</summary>
    ValueTask<bool> IsProperSubsetOfAsync(IEnumerable<T> other, CancellationToken cancellationToken = default);

    /// <summary>Whether all of <paramref name="other"/> are there.</summary>
    ValueTask<bool> IsSupersetOfAsync(IEnumerable<T> other, CancellationToken cancellationToken = default);

    /// <summary>Whether all of <paramref name="other"/> are there, and more.</summary>
    ValueTask<bool> IsProperSupersetOfAsync(IEnumerable<T> other, CancellationToken cancellationToken = default);

    /// <summary>Whether any of <paramref name="other"/> is there.</summary>
    ValueTask<bool> OverlapsAsync(IEnumerable<T> other, CancellationToken cancellationToken = default);

    /// <summary>Whether there are all of <paramref name="other"/> and nothing else.</summary>
    ValueTask<bool> SetEqualsAsync(IEnumerable<T> other, CancellationToken cancellationToken = default);

    /// <summary>The items, and those of <paramref name="other"/> that are not there. Changes nothing.</summary>
    ValueTask<T[]> UnionAsync(IEnumerable<T> other, CancellationToken cancellationToken = default);

    /// <summary>The items that are among <paramref name="other"/>. Changes nothing.</summary>
    ValueTask<T[]> IntersectAsync(IEnumerable<T> other, CancellationToken cancellationToken = default);

    /// <summary>The items that are not among <paramref name="other"/>. Changes nothing.</summary>
    ValueTask<T[]> ExceptAsync(IEnumerable<T> other, CancellationToken cancellationToken = default);

    /// <summary>The items that are not among <paramref name="other"/>, and those of it that are not there. Changes nothing.</summary>
    ValueTask<T[]> SymmetricExceptAsync(IEnumerable<T> other, CancellationToken cancellationToken = default);
}
