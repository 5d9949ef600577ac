using System.ComponentModel;
using SharedObjects.Contracts;
using SharedObjects.Contracts.Numbers;
using SharedObjects.Objects.Ordering;

namespace SharedObjects;

/// <summary>
/// A fixed number of values that many processes read and change. Every operation is atomic, over as many elements as it names. Elements are equal here when their encoded bytes and the
/// shared objects they refer to are: so 1.0m is not 1.00m, -0.0 is not 0.0, and NaN is NaN. Nobody holds it: what a process has set stays when it dies.
/// </summary>
/// <typeparam name="T">The type of the elements.</typeparam>
[Managed]
[Inline]
public interface ISharedArray<T> : ISharedObject
{
    /// <summary>How many elements there are, which never changes. Blocks for a round trip.</summary>
    int Length { get; }

    /// <summary>An element.</summary>
    /// <param name="index">Which, from zero.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    ValueTask<T> GetAsync(int index, CancellationToken cancellationToken = default);

    /// <summary>An element.</summary>
    /// <param name="index">Which; <c>^1</c> is the last.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    ValueTask<T> GetAsync(Index index, CancellationToken cancellationToken = default) => GetPlaceAsync(Place.Of(index), cancellationToken);

    /// <summary>An element, with its version: what <see cref="TrySetIfVersionAsync"/> compares.</summary>
    /// <param name="index">Which, from zero.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The element, and the number of the change that set it; no element has a version twice.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    ValueTask<(T Value, long Version)> GetWithVersionAsync(int index, CancellationToken cancellationToken = default);

    /// <summary>Sets an element.</summary>
    /// <param name="index">Which, from zero.</param>
    /// <param name="value">The element from now on.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, it succeeds all the same.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    ValueTask SetAsync(int index, T value, CancellationToken cancellationToken = default);

    /// <summary>Sets an element.</summary>
    /// <param name="index">Which; <c>^1</c> is the last.</param>
    /// <param name="value">The element from now on.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, it succeeds all the same.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    ValueTask SetAsync(Index index, T value, CancellationToken cancellationToken = default) => SetPlaceAsync(Place.Of(index), value, cancellationToken);

    /// <summary>Sets an element if nobody has set it since it was read.</summary>
    /// <param name="index">Which, from zero.</param>
    /// <param name="value">The element from then on.</param>
    /// <param name="version">The version it was read with.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>Whether it was set.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    ValueTask<bool> TrySetIfVersionAsync(int index, T value, long version, CancellationToken cancellationToken = default);

    /// <summary>Sets an element.</summary>
    /// <param name="index">Which, from zero.</param>
    /// <param name="value">The element from now on.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>The element before.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    ValueTask<T> ExchangeAsync(int index, T value, CancellationToken cancellationToken = default);

    /// <summary>Sets an element if it equals <paramref name="comparand"/>.</summary>
    /// <param name="index">Which, from zero.</param>
    /// <param name="value">The element from then on.</param>
    /// <param name="comparand">What it has to equal; encoded values are compared.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>Whether it was set, and the element before.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    ValueTask<(bool Exchanged, T Original)> CompareExchangeAsync(int index, T value, T comparand, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sets an element to what <paramref name="update"/> makes of it. The function runs in this process, again if somebody else has set the element meanwhile: let it do nothing else.
    /// </summary>
    /// <param name="index">Which, from zero.</param>
    /// <param name="update">Makes the new element of the old one.</param>
    /// <param name="cancellationToken">Ends the attempts; if one had been executed by then, its result is returned all the same.</param>
    /// <returns>The element that was set.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    async ValueTask<T> UpdateAsync(int index, Func<T, T> update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        while (true)
        {
            var (value, version) = await GetWithVersionAsync(index, cancellationToken).ConfigureAwait(false);
            var updated = update(value);
            if (await TrySetIfVersionAsync(index, updated, version, cancellationToken).ConfigureAwait(false))
            {
                return updated;
            }
        }
    }

    /// <summary>
    /// Adds to an element in one step; the manager computes in <typeparamref name="T"/>: integers and decimals checked, floats as they are. For sbyte to ulong, float, double and decimal.
    /// </summary>
    /// <param name="index">Which, from zero.</param>
    /// <param name="amount">How much.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>The element afterwards.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    /// <exception cref="OverflowException">The sum is no <typeparamref name="T"/>; nothing was changed.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no such number; nothing was sent.</exception>
    ValueTask<T> AddAsync(int index, T amount, CancellationToken cancellationToken = default) => AddNumberAsync(index, amount, (int)NumberKinds.Of<T>(), cancellationToken);

    /// <summary>All elements, as they are at one moment.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    ValueTask<T[]> ToArrayAsync(CancellationToken cancellationToken = default);

    /// <summary>Some elements in a row, as they are at one moment.</summary>
    /// <param name="index">The first, from zero.</param>
    /// <param name="count">How many.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no such elements.</exception>
    ValueTask<T[]> GetRangeAsync(int index, int count, CancellationToken cancellationToken = default);

    /// <summary>A slice, as it is at one moment: <c>await array.GetRangeAsync(^3..)</c>.</summary>
    /// <param name="range">Which elements.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no such elements.</exception>
    ValueTask<T[]> GetRangeAsync(Range range, CancellationToken cancellationToken = default) =>
        GetSliceAsync(Place.Of(range.Start), Place.Of(range.End), cancellationToken);

    /// <summary>Sets some elements in a row, all in one step.</summary>
    /// <param name="index">The first, from zero.</param>
    /// <param name="values">What they are from now on; as many are set.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, it succeeds all the same.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no such elements; none was set.</exception>
    ValueTask SetRangeAsync(int index, T[] values, CancellationToken cancellationToken = default);

    /// <summary>Sets all elements in one step.</summary>
    /// <param name="value">What they are from now on.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, it succeeds all the same.</param>
    ValueTask FillAsync(T value, CancellationToken cancellationToken = default);

    /// <summary>Finds an element.</summary>
    /// <param name="value">What it equals; encoded values are compared.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The place of the first, from zero; -1 if there is none.</returns>
    ValueTask<int> IndexOfAsync(T value, CancellationToken cancellationToken = default);

    /// <summary>Whether an element equals <paramref name="value"/>.</summary>
    /// <param name="value">What it equals; encoded values are compared.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    async ValueTask<bool> ContainsAsync(T value, CancellationToken cancellationToken = default) =>
        await IndexOfAsync(value, cancellationToken).ConfigureAwait(false) >= 0;

    /// <summary>The call behind <see cref="AddAsync(int, T, CancellationToken)"/>; it says which type to compute in.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ValueTask<T> AddNumberAsync(int index, T amount, int numberKind, CancellationToken cancellationToken);

    /// <summary>The call behind <see cref="GetAsync(Index, CancellationToken)"/>; a place from the end is its complement.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ValueTask<T> GetPlaceAsync(int place, CancellationToken cancellationToken);

    /// <summary>The call behind <see cref="SetAsync(Index, T, CancellationToken)"/>; a place from the end is its complement.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ValueTask SetPlaceAsync(int place, T value, CancellationToken cancellationToken);

    /// <summary>The call behind <see cref="GetRangeAsync(Range, CancellationToken)"/>; a place from the end is its complement.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ValueTask<T[]> GetSliceAsync(int start, int end, CancellationToken cancellationToken);
}
