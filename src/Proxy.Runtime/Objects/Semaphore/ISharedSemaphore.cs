using System.ComponentModel;
using SharedObjects.Contracts;
using SharedObjects.Objects.Holding;

namespace SharedObjects;

/// <summary>
/// A number of permits that leases take and give back. Waiters are served in the order in which they came, whatever they asked for: one that waits for many is not
/// overtaken by one that needs few. Permits that a session has leased come back when it ends.
/// </summary>
[Managed]
[Inline]
public interface ISharedSemaphore : ILeasing
{
    /// <summary>How many permits can be taken now. It may have changed by the time it is read. Blocks for a round trip.</summary>
    int CurrentCount { get; }

    /// <summary>How many permits there may be, those included that are leased; <see langword="null"/> for no bound. Blocks for a round trip.</summary>
    int? MaximumCount { get; }

    /// <summary>How many wait for permits. It may have changed by the time it is read. Blocks for a round trip.</summary>
    int WaiterCount { get; }

    /// <summary>Takes one permit, waiting until there is one.</summary>
    /// <param name="cancellationToken">Ends the wait; then nothing was taken.</param>
    async ValueTask<SemaphoreLease> AcquireAsync(CancellationToken cancellationToken = default) => await AcquireAsync(1, cancellationToken).ConfigureAwait(false);

    /// <summary>Takes some permits at once, waiting until there are as many.</summary>
    /// <param name="count">How many.</param>
    /// <param name="cancellationToken">Ends the wait; then nothing was taken.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not positive, or more than there can ever be.</exception>
    async ValueTask<SemaphoreLease> AcquireAsync(int count, CancellationToken cancellationToken = default)
    {
        await using var source = new LeaseSource(this);
        var lease = await EnterAsync(count, Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
        return new SemaphoreLease(source.Keep(), lease, count);
    }

    /// <summary>Takes one permit, waiting at most <paramref name="timeout"/> until there is one.</summary>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for ever, zero not at all.</param>
    /// <param name="cancellationToken">Ends the wait; then nothing was taken.</param>
    /// <exception cref="TimeoutException">There was none in time; nothing was taken.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative or too long.</exception>
    async ValueTask<SemaphoreLease> AcquireAsync(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        await AcquireAsync(1, timeout, cancellationToken).ConfigureAwait(false);

    /// <summary>Takes some permits at once, waiting at most <paramref name="timeout"/> until there are as many.</summary>
    /// <param name="count">How many.</param>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for ever, zero not at all.</param>
    /// <param name="cancellationToken">Ends the wait; then nothing was taken.</param>
    /// <exception cref="TimeoutException">There were not as many in time; nothing was taken.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="count"/> is not positive, or more than there can ever be; or <paramref name="timeout"/> is negative or too long.
    /// </exception>
    async ValueTask<SemaphoreLease> AcquireAsync(int count, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        await TryAcquireAsync(count, timeout, cancellationToken).ConfigureAwait(false)
        ?? throw new TimeoutException($"The semaphore had no {count} permits to give within {timeout}; nothing was taken.");

    /// <summary>Takes one permit if there is one, or will be within <paramref name="timeout"/>. It overtakes nobody: while others wait, there is none.</summary>
    /// <param name="timeout">How long to wait; the default is not at all.</param>
    /// <param name="cancellationToken">Ends the wait; then nothing was taken.</param>
    /// <returns>The lease; <see langword="null"/> if there was no permit in time.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative or too long.</exception>
    async ValueTask<SemaphoreLease?> TryAcquireAsync(TimeSpan timeout = default, CancellationToken cancellationToken = default) =>
        await TryAcquireAsync(1, timeout, cancellationToken).ConfigureAwait(false);

    /// <summary>Takes some permits at once if there are as many, or will be within <paramref name="timeout"/>. It overtakes nobody.</summary>
    /// <param name="count">How many.</param>
    /// <param name="timeout">How long to wait; the default is not at all.</param>
    /// <param name="cancellationToken">Ends the wait; then nothing was taken.</param>
    /// <returns>The lease; <see langword="null"/> if there were not as many in time.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="count"/> is not positive, or more than there can ever be; or <paramref name="timeout"/> is negative or too long.
    /// </exception>
    async ValueTask<SemaphoreLease?> TryAcquireAsync(int count, TimeSpan timeout = default, CancellationToken cancellationToken = default)
    {
        await using var source = new LeaseSource(this);
        var lease = await EnterAsync(count, timeout, cancellationToken).ConfigureAwait(false);
        return lease == 0 ? null : new SemaphoreLease(source.Keep(), lease, count);
    }

    /// <summary>Adds permits that nobody has leased, for anybody to take: a signal rather than a return. A lease gives its own back by itself.</summary>
    /// <param name="count">How many.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>How many could be taken before.</returns>
    /// <exception cref="SemaphoreFullException">
    /// Together with those that can be taken and those that are leased, which will come back, there would be more than <see cref="MaximumCount"/>; nothing was added.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not positive.</exception>
    ValueTask<int> ReleaseAsync(int count = 1, CancellationToken cancellationToken = default);

    /// <summary>The call behind the acquiring members; it makes no lease object.</summary>
    /// <returns>The lease's number; zero if there were not enough permits in time.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ValueTask<long> EnterAsync(int count, TimeSpan timeout, CancellationToken cancellationToken);
}
