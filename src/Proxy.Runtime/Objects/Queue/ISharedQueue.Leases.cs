using System.ComponentModel;
using SharedObjects.Objects.Holding;

namespace SharedObjects;

/// <content>Items that come back unless they are completed.</content>
public partial interface ISharedQueue<T>
{
    /// <summary>
    /// How many items came back from their last lease after they had been delivered as often as the queue allows, and were set aside. They count as done. A
    /// delivery counts when the item was handed out, whether or not its taker ever saw it; but what was taken by <c>Get</c> and comes back is never set aside.
    /// </summary>
    int DeadLetterCount { get; }

    /// <summary>
    /// Takes the item at the head under a lease, waiting while the queue is empty. An item that is out under somebody's lease does not count as there: after a
    /// shutdown takers are told that nothing comes though it may come back. So join first, and shut down when everything is done.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait; then nothing was taken.</param>
    /// <exception cref="QueueShutDownException">It was shut down and is empty.</exception>
    async ValueTask<QueueLease<T>> ReceiveAsync(CancellationToken cancellationToken = default)
    {
        await using var source = new LeaseSource(this);
        var grant = await TakeLeaseAsync(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
        return new QueueLease<T>(source.Keep(), grant);
    }

    /// <summary>Takes the item at the head under a lease, waiting at most <paramref name="timeout"/> while the queue is empty.</summary>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for ever, zero not at all.</param>
    /// <param name="cancellationToken">Ends the wait; then nothing was taken.</param>
    /// <exception cref="TimeoutException">The queue stayed empty; nothing was taken.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative or too long.</exception>
    /// <exception cref="QueueShutDownException">It was shut down and is empty.</exception>
    async ValueTask<QueueLease<T>> ReceiveAsync(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        await TryReceiveAsync(timeout, cancellationToken).ConfigureAwait(false)
        ?? throw new TimeoutException($"The queue stayed empty for {timeout}; nothing was taken.");

    /// <summary>Takes the item at the head under a lease if there is one, or comes one within <paramref name="timeout"/>.</summary>
    /// <param name="timeout">How long to wait; the default is not at all.</param>
    /// <param name="cancellationToken">Ends the wait; then nothing was taken.</param>
    /// <returns>The leased item; <see langword="null"/> if there was none in time.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative or too long.</exception>
    /// <exception cref="QueueShutDownException">It was shut down and is empty.</exception>
    async ValueTask<QueueLease<T>?> TryReceiveAsync(TimeSpan timeout = default, CancellationToken cancellationToken = default)
    {
        await using var source = new LeaseSource(this);
        var grant = await TakeLeaseAsync(timeout, cancellationToken).ConfigureAwait(false);
        return grant.Lease.Number == 0 ? null : new QueueLease<T>(source.Keep(), grant);
    }

    /// <summary>Takes the oldest dead letter if there is one.</summary>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>The dead letter; <see langword="null"/> if there is none.</returns>
    async ValueTask<DeadLetter<T>?> TryTakeDeadLetterAsync(CancellationToken cancellationToken = default) =>
        await TakeDeadLettersAsync(1, cancellationToken).ConfigureAwait(false) is [var letter] ? letter : null;

    /// <summary>Takes dead letters, the oldest first. They are the taker's then.</summary>
    /// <param name="atMost">How many at most.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>Them; none if there are none.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="atMost"/> is not positive.</exception>
    async ValueTask<IReadOnlyList<DeadLetter<T>>> TakeDeadLettersAsync(int atMost, CancellationToken cancellationToken = default) =>
        Array.ConvertAll(
            await RemoveDeadLettersAsync(atMost, cancellationToken).ConfigureAwait(false),
            static letter => new DeadLetter<T>(letter.Item, letter.DeliveryCount, letter.Origin));

    /// <summary>
    /// Puts dead letters, the oldest first, back to their old places in the queue, even beyond its capacity, as if they had never been delivered; they count
    /// as unfinished again.
    /// </summary>
    /// <param name="atMost">How many at most.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>How many there were.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="atMost"/> is not positive.</exception>
    /// <exception cref="QueueShutDownException">It was shut down.</exception>
    ValueTask<int> RequeueDeadLettersAsync(int atMost = int.MaxValue, CancellationToken cancellationToken = default);

    /// <summary>The call behind the receiving members; it makes no lease object. Lease 0 is none.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ValueTask<((long Number, TimeSpan Duration) Lease, int DeliveryCount, T Item, Caller? Origin)> TakeLeaseAsync(TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>The call behind <see cref="QueueLease{T}.CompleteAsync"/>.</summary>
    /// <exception cref="LeaseNotHeldException">This process's session holds no such lease.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ValueTask CompleteLeaseAsync(long lease);

    /// <summary>The call behind <see cref="QueueLease{T}.ExtendAsync"/>.</summary>
    /// <exception cref="LeaseNotHeldException">This process's session holds no such lease.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ValueTask ExtendLeaseAsync(long lease, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>The call behind the members that take dead letters.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ValueTask<(T Item, int DeliveryCount, Caller? Origin)[]> RemoveDeadLettersAsync(int atMost, CancellationToken cancellationToken);
}
