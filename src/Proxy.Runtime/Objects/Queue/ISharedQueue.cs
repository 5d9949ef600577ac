using SharedObjects.Contracts;

namespace SharedObjects;

/// <summary>
/// A first-in, first-out queue that many processes put into and take from. Every operation is atomic. Waiters are served in the order in which
/// they came; a wait that is cancelled, times out, or belongs to a process that died takes nothing, and no item is lost with it: an item whose
/// taker dies before it has the item in hands goes back to the head.
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
[Managed]
[Inline]
public interface ISharedQueue<T> : ISharedObject
{
    /// <summary>The number of items now in the queue. It may have changed by the time it is read. Blocks for a round trip.</summary>
    int Count { get; }

    /// <summary>How many items the queue holds at most; <see langword="null"/> when it is unbounded. Blocks for a round trip.</summary>
    int? Capacity { get; }

    /// <summary>Puts an item at the tail, waiting while the queue is full.</summary>
    /// <param name="item">The item.</param>
    /// <param name="cancellationToken">Ends the wait; then the item was not put.</param>
    ValueTask PutAsync(T item, CancellationToken cancellationToken = default);

    /// <summary>Puts an item at the tail, waiting at most <paramref name="timeout"/> while the queue is full.</summary>
    /// <param name="item">The item.</param>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for ever, zero not at all.</param>
    /// <param name="cancellationToken">Ends the wait; then the item was not put.</param>
    /// <exception cref="TimeoutException">The queue stayed full; the item was not put.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative or too long.</exception>
    ValueTask PutAsync(T item, TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>Takes the item at the head, waiting while the queue is empty.</summary>
    /// <param name="cancellationToken">Ends the wait; then nothing was taken.</param>
    ValueTask<T> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>Takes the item at the head, waiting at most <paramref name="timeout"/> while the queue is empty.</summary>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for ever, zero not at all.</param>
    /// <param name="cancellationToken">Ends the wait; then nothing was taken.</param>
    /// <exception cref="TimeoutException">The queue stayed empty; nothing was taken.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative or too long.</exception>
    ValueTask<T> GetAsync(TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>Puts an item at the tail if there is room now.</summary>
    /// <param name="item">The item.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>Whether the item was put.</returns>
    ValueTask<bool> TryPutAsync(T item, CancellationToken cancellationToken = default);

    /// <summary>Takes the item at the head if there is one now.</summary>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>Whether an item was taken, and the item.</returns>
    ValueTask<(bool Taken, T Item)> TryGetAsync(CancellationToken cancellationToken = default);
}
