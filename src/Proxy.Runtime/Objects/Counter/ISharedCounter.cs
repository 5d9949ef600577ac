using SharedObjects.Contracts;

namespace SharedObjects;

/// <summary>
/// A number that many processes count with: what <see cref="Interlocked"/> does for threads. Every operation is atomic and checked: one that would leave the range of a
/// <see cref="long"/> fails and changes nothing. Nobody holds it: what a process has counted stays when it dies.
/// </summary>
[Managed]
[Inline]
public interface ISharedCounter : ISharedObject
{
    /// <summary>The number now.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    ValueTask<long> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>Adds to the number.</summary>
    /// <param name="amount">How much; negative to count down.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>The number afterwards.</returns>
    /// <exception cref="OverflowException">The sum is no <see cref="long"/>; nothing was changed.</exception>
    ValueTask<long> AddAsync(long amount, CancellationToken cancellationToken = default);

    /// <summary>Adds one.</summary>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>The number afterwards.</returns>
    /// <exception cref="OverflowException">It was <see cref="long.MaxValue"/>; nothing was changed.</exception>
    ValueTask<long> IncrementAsync(CancellationToken cancellationToken = default) => AddAsync(1, cancellationToken);

    /// <summary>Subtracts one.</summary>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>The number afterwards.</returns>
    /// <exception cref="OverflowException">It was <see cref="long.MinValue"/>; nothing was changed.</exception>
    ValueTask<long> DecrementAsync(CancellationToken cancellationToken = default) => AddAsync(-1, cancellationToken);

    /// <summary>Sets the number.</summary>
    /// <param name="value">The number from now on.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>The number before.</returns>
    ValueTask<long> ExchangeAsync(long value, CancellationToken cancellationToken = default);

    /// <summary>Sets the number if it is <paramref name="comparand"/>.</summary>
    /// <param name="value">The number from then on.</param>
    /// <param name="comparand">What it has to be.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>The number before: it was set if that is <paramref name="comparand"/>.</returns>
    ValueTask<long> CompareExchangeAsync(long value, long comparand, CancellationToken cancellationToken = default);
}
