using SharedObjects.Objects.Ordering;

namespace SharedObjects;

// What runs in the calling process, over the members that go to the manager.
public partial interface ISharedList<T>
{
    /// <summary>The item at an index, which may count from the end: <c>^1</c> is the last.</summary>
    ValueTask<T> GetAsync(Index index, CancellationToken cancellationToken = default) => GetPlaceAsync(Place.Of(index), cancellationToken);

    /// <summary>Replaces the item at an index, which may count from the end.</summary>
    ValueTask SetAsync(Index index, T item, CancellationToken cancellationToken = default) => SetPlaceAsync(Place.Of(index), item, cancellationToken);

    /// <summary>Inserts an item before the one at an index, which may count from the end.</summary>
    ValueTask InsertAsync(Index index, T item, CancellationToken cancellationToken = default) => InsertPlaceAsync(Place.Of(index), item, cancellationToken);

    /// <summary>Removes the item at an index, which may count from the end, and gives it.</summary>
    ValueTask<T> RemoveAtAsync(Index index, CancellationToken cancellationToken = default) => RemovePlaceAsync(Place.Of(index), cancellationToken);

    /// <summary>Removes the last item and gives it.</summary>
    /// <exception cref="InvalidOperationException">The list is empty.</exception>
    async ValueTask<T> RemoveLastAsync(CancellationToken cancellationToken = default) =>
        await TryRemoveLastAsync(cancellationToken).ConfigureAwait(false) is (true, var item) ? item : throw new InvalidOperationException("The list is empty.");

    /// <summary>A copy of the items in a range.</summary>
    ValueTask<T[]> GetRangeAsync(Range range, CancellationToken cancellationToken = default) =>
        GetPlacesAsync(Place.Of(range.Start), Place.Of(range.End), cancellationToken);

    /// <summary>A copy of every <paramref name="step"/>th item of a range, from its first; with a negative step, from its last backwards.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is zero, or the range is outside of the list.</exception>
    async ValueTask<T[]> GetRangeAsync(Range range, int step, CancellationToken cancellationToken = default)
    {
        Place.RequireStep(step);
        var items = await GetRangeAsync(range, cancellationToken).ConfigureAwait(false);
        return [.. Place.Each(.., step, items.Length).Select(place => items[place])];
    }

    /// <summary>Replaces a range by items, of which there may be more or fewer.</summary>
    ValueTask SetRangeAsync(Range range, IEnumerable<T> items, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        return SetPlacesAsync(Place.Of(range.Start), Place.Of(range.End), items, cancellationToken);
    }

    /// <summary>Replaces every <paramref name="step"/>th item of a range, from its first; with a negative step, from its last backwards.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is zero, or the range is outside of the list.</exception>
    /// <exception cref="ArgumentException">There are not as many items as places; nothing was changed.</exception>
    async ValueTask SetRangeAsync(Range range, int step, IEnumerable<T> items, CancellationToken cancellationToken = default)
    {
        Place.RequireStep(step);
        ArgumentNullException.ThrowIfNull(items);
        T[] given = [.. items];
        await UpdateAllAsync(
            all =>
            {
                int[] places = [.. Place.Each(range, step, all.Length)];
                if (given.Length != places.Length)
                {
                    throw new ArgumentException($"The range has {places.Length} places with a step of {step}, and {given.Length} items were given.", nameof(items));
                }

                for (var i = 0; i < given.Length; i++)
                {
                    all[places[i]] = given[i];
                }

                return all;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes a range.</summary>
    ValueTask RemoveRangeAsync(Range range, CancellationToken cancellationToken = default) => SetRangeAsync(range, [], cancellationToken);

    /// <summary>Removes every <paramref name="step"/>th item of a range, from its first; with a negative step, counted from its last.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is zero, or the range is outside of the list.</exception>
    async ValueTask RemoveRangeAsync(Range range, int step, CancellationToken cancellationToken = default)
    {
        Place.RequireStep(step);
        await UpdateAllAsync(
            all =>
            {
                var places = Place.Each(range, step, all.Length).ToHashSet();
                return all.Where((_, place) => !places.Contains(place));
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Replaces the item at an index by what <paramref name="update"/> makes of it. The delegate may run several times: no change of anybody else is lost.</summary>
    /// <returns>The item that was set.</returns>
    async ValueTask<T> UpdateAsync(int index, Func<T, T> update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        while (true)
        {
            var (item, version) = await GetWithVersionAsync(index, cancellationToken).ConfigureAwait(false);
            var next = update(item);
            if (await TrySetIfVersionAsync(index, next, version, cancellationToken).ConfigureAwait(false))
            {
                return next;
            }
        }
    }

    /// <summary>
    /// Replaces all items by what <paramref name="update"/> makes of a copy of them, as one change. The delegate runs again whenever the list was changed
    /// meanwhile: keep it short, and the list too.
    /// </summary>
    /// <returns>The items that were set.</returns>
    async ValueTask<T[]> UpdateAllAsync(Func<T[], IEnumerable<T>> update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        while (true)
        {
            var (items, version) = await ToArrayWithVersionAsync(cancellationToken).ConfigureAwait(false);
            T[] next = [.. update(items)];
            if (await TryReplaceAllAsync(next, version, cancellationToken).ConfigureAwait(false))
            {
                return next;
            }
        }
    }

    /// <summary>Removes the items for which <paramref name="match"/> holds, as one change. The delegate may run several times.</summary>
    /// <returns>How many were removed.</returns>
    async ValueTask<int> RemoveAllAsync(Predicate<T> match, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(match);
        var before = 0;
        var left = await UpdateAllAsync(
            all =>
            {
                before = all.Length;
                return all.Where(item => !match(item));
            },
            cancellationToken).ConfigureAwait(false);
        return before - left.Length;
    }

    /// <summary>
    /// Sorts as one change; strings are compared ordinally, and equal items keep their order, descending too. Numbers, strings, dates, times, enums and tuples of
    /// these are sorted where the list is; whatever else says how it compares, in this process.
    /// </summary>
    /// <exception cref="InvalidOperationException">The items have no order; nothing was changed. Sort with a comparer of your own.</exception>
    ValueTask SortAsync(bool descending = false, CancellationToken cancellationToken = default) =>
        ElementOrder.IsKept<T>() ? SortEncodedAsync(descending, cancellationToken) : SortByAsync(static item => item, descending, cancellationToken);

    /// <summary>Sorts by a comparer, which runs in this process, as one change. Equal items keep their order.</summary>
    async ValueTask SortAsync(IComparer<T> comparer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(comparer);
        await UpdateAllAsync(all => all.Order(comparer), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sorts by a comparison, which runs in this process, as one change. Equal items keep their order.</summary>
    ValueTask SortAsync(Comparison<T> comparison, CancellationToken cancellationToken = default) => SortAsync(Comparer<T>.Create(comparison), cancellationToken);
}
