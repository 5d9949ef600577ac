using SharedObjects.Objects.Ordering;

namespace SharedObjects;

// What looks through the items: it runs in the calling process, over a copy of them all that was taken in one step.
public partial interface ISharedList<T>
{
    /// <summary>Whether there is an item that matches. <paramref name="match"/> runs in this process.</summary>
    async ValueTask<bool> ExistsAsync(Predicate<T> match, CancellationToken cancellationToken = default) =>
        await FindIndexAsync(match, cancellationToken).ConfigureAwait(false) >= 0;

    /// <summary>The first item that matches, and whether there is one. <paramref name="match"/> runs in this process.</summary>
    async ValueTask<(bool Found, T Item)> FindAsync(Predicate<T> match, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(match);
        var items = await ToArrayAsync(cancellationToken).ConfigureAwait(false);
        return Array.FindIndex(items, match) is >= 0 and var index ? (true, items[index]) : default;
    }

    /// <summary>All items that match, in their order. <paramref name="match"/> runs in this process.</summary>
    async ValueTask<T[]> FindAllAsync(Predicate<T> match, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(match);
        return Array.FindAll(await ToArrayAsync(cancellationToken).ConfigureAwait(false), match);
    }

    /// <summary>The index of the first item that matches; -1 if there is none. <paramref name="match"/> runs in this process.</summary>
    async ValueTask<int> FindIndexAsync(Predicate<T> match, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(match);
        return Array.FindIndex(await ToArrayAsync(cancellationToken).ConfigureAwait(false), match);
    }

    /// <summary>The index of the last item that matches; -1 if there is none. <paramref name="match"/> runs in this process.</summary>
    async ValueTask<int> FindLastIndexAsync(Predicate<T> match, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(match);
        return Array.FindLastIndex(await ToArrayAsync(cancellationToken).ConfigureAwait(false), match);
    }

    /// <summary>
    /// The index of an item in a sorted list; if it is not there, the complement of the index at which it belongs, as of
    /// <see cref="Array.BinarySearch{T}(T[], T, IComparer{T})"/>.
    /// </summary>
    /// <param name="item">The item.</param>
    /// <param name="comparer">The order of the list, which runs in this process; <see langword="null"/> for the natural one, in which strings are compared ordinally.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InvalidOperationException">There is no comparer, and the items have no order.</exception>
    async ValueTask<int> BinarySearchAsync(T item, IComparer<T>? comparer = null, CancellationToken cancellationToken = default) =>
        Array.BinarySearch(await ToArrayAsync(cancellationToken).ConfigureAwait(false), item, comparer ?? ElementOrder.Of<T>());

    /// <summary>Sorts by what <paramref name="keySelector"/> gives of each item, in this process, as one change. Equal items keep their order; strings are compared ordinally.</summary>
    /// <exception cref="InvalidOperationException">The keys have no order; nothing was changed.</exception>
    async ValueTask SortByAsync<TKey>(Func<T, TKey> keySelector, bool descending = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keySelector);
        ElementOrder.Require<TKey>();
        var order = ElementOrder.Of<TKey>();
        await UpdateAllAsync(all => descending ? all.OrderByDescending(keySelector, order) : all.OrderBy(keySelector, order), cancellationToken).ConfigureAwait(false);
    }
}
