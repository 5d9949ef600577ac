namespace SharedObjects;

// What runs in the calling process, over the members that go to the manager.
public partial interface ISharedSet<T>
{
    /// <summary>Adds the items of <paramref name="other"/> that are not there.</summary>
    async ValueTask UnionWithAsync(IEnumerable<T> other, CancellationToken cancellationToken = default) =>
        await AddManyAsync(other, cancellationToken).ConfigureAwait(false);

    /// <summary>Removes the items that are among <paramref name="other"/>.</summary>
    async ValueTask ExceptWithAsync(IEnumerable<T> other, CancellationToken cancellationToken = default) =>
        await RemoveManyAsync(other, cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// Removes the items for which <paramref name="match"/> holds, at once; it runs in this process, over the items as they were before. One that was added
    /// meanwhile stays, unless it is equal to one that was chosen.
    /// </summary>
    /// <returns>How many were removed.</returns>
    async ValueTask<int> RemoveWhereAsync(Predicate<T> match, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(match);
        var chosen = Array.FindAll(await ToArrayAsync(cancellationToken).ConfigureAwait(false), match);
        return chosen.Length == 0 ? 0 : await RemoveManyAsync(chosen, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes some item.</summary>
    /// <exception cref="InvalidOperationException">The set is empty.</exception>
    async ValueTask<T> TakeAsync(CancellationToken cancellationToken = default) =>
        await TryTakeAsync(cancellationToken).ConfigureAwait(false) is (true, var item) ? item : throw new InvalidOperationException("The set is empty.");

    /// <summary>A copy of the items as a plain set.</summary>
    async ValueTask<HashSet<T>> ToHashSetAsync(CancellationToken cancellationToken = default) => [.. await ToArrayAsync(cancellationToken).ConfigureAwait(false)];
}
