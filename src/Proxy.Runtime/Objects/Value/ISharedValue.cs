using System.ComponentModel;
using SharedObjects.Contracts;
using SharedObjects.Contracts.Numbers;

namespace SharedObjects;

/// <summary>
/// One value that many processes read and change. Every operation is atomic. Values are equal here when their encoded bytes and the shared objects they refer to are: so
/// 1.0m is not 1.00m, -0.0 is not 0.0, and NaN is NaN. Nobody holds it: what a process has set stays when it dies, and its waits are removed.
/// </summary>
/// <typeparam name="T">The type of the value.</typeparam>
[Managed]
[Inline]
public interface ISharedValue<T> : ISharedObject
{
    /// <summary>The value now.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    ValueTask<T> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>The value now, with its version: what <see cref="TrySetIfVersionAsync"/> and <see cref="WaitForChangeAsync(long, CancellationToken)"/> compare.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The value, and how often it had been set by then; no version comes twice.</returns>
    ValueTask<(T Value, long Version)> GetWithVersionAsync(CancellationToken cancellationToken = default);

    /// <summary>Sets the value.</summary>
    /// <param name="value">The value from now on.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, it succeeds all the same.</param>
    ValueTask SetAsync(T value, CancellationToken cancellationToken = default);

    /// <summary>Sets the value if nobody has set it since it was read.</summary>
    /// <param name="value">The value from then on.</param>
    /// <param name="version">The version it was read with.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>Whether it was set.</returns>
    ValueTask<bool> TrySetIfVersionAsync(T value, long version, CancellationToken cancellationToken = default);

    /// <summary>Sets the value.</summary>
    /// <param name="value">The value from now on.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>The value before.</returns>
    ValueTask<T> ExchangeAsync(T value, CancellationToken cancellationToken = default);

    /// <summary>Sets the value if it equals <paramref name="comparand"/>.</summary>
    /// <param name="value">The value from then on.</param>
    /// <param name="comparand">What it has to equal; encoded values are compared.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>Whether it was set, and the value before.</returns>
    ValueTask<(bool Exchanged, T Original)> CompareExchangeAsync(T value, T comparand, CancellationToken cancellationToken = default) =>
        ExchangeIfEqualAsync(value, comparand, EqualityComparer<T>.Default.Equals(comparand, default!), cancellationToken);

    /// <summary>
    /// Sets the value to what <paramref name="update"/> makes of it. The function runs in this process, again if somebody else has set the value meanwhile: let it do nothing else.
    /// </summary>
    /// <param name="update">Makes the new value of the old one.</param>
    /// <param name="cancellationToken">Ends the attempts; if one had been executed by then, its result is returned all the same.</param>
    /// <returns>The value that was set.</returns>
    async ValueTask<T> UpdateAsync(Func<T, T> update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        while (true)
        {
            var (value, version) = await GetWithVersionAsync(cancellationToken).ConfigureAwait(false);
            var updated = update(value);
            if (await TrySetIfVersionAsync(updated, version, cancellationToken).ConfigureAwait(false))
            {
                return updated;
            }
        }
    }

    /// <summary>
    /// Adds to a number in one step; the manager computes in <typeparamref name="T"/>: integers and decimals checked, floats as they are. For sbyte to ulong, float, double and decimal.
    /// </summary>
    /// <param name="amount">How much.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>The number afterwards.</returns>
    /// <exception cref="OverflowException">The sum is no <typeparamref name="T"/>; nothing was changed.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no such number; nothing was sent.</exception>
    ValueTask<T> AddAsync(T amount, CancellationToken cancellationToken = default) => AddNumberAsync(amount, (int)NumberKinds.Of<T>(), cancellationToken);

    /// <summary>Waits until the version is another than <paramref name="version"/>; whatever was set in between is skipped.</summary>
    /// <param name="version">The version last seen.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The value by which the wait ended, and its version.</returns>
    ValueTask<(T Value, long Version)> WaitForChangeAsync(long version, CancellationToken cancellationToken = default);

    /// <summary>Waits at most <paramref name="timeout"/> until the version is another than <paramref name="version"/>; whatever was set in between is skipped.</summary>
    /// <param name="version">The version last seen.</param>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for ever, zero not at all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The value by which the wait ended, and its version.</returns>
    /// <exception cref="TimeoutException">Nobody set it in time.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative or too long.</exception>
    ValueTask<(T Value, long Version)> WaitForChangeAsync(long version, TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>
    /// The call behind <see cref="CompareExchangeAsync(T, T, CancellationToken)"/>; it says whether the comparand is the default, which a value that was never
    /// set equals.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ValueTask<(bool Exchanged, T Original)> ExchangeIfEqualAsync(T value, T comparand, bool isDefault, CancellationToken cancellationToken);

    /// <summary>The call behind <see cref="AddAsync(T, CancellationToken)"/>; it says which type to compute in.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ValueTask<T> AddNumberAsync(T amount, int numberKind, CancellationToken cancellationToken);
}
