using SharedObjects.Contracts;

namespace SharedObjects;

/// <summary>
/// A queue of which the item with the lowest priority is taken first, and of several with the same the one that was put first. Every operation is
/// atomic. Numbers, dates, durations, enums, strings (ordinally, whatever the culture) and tuples of these have an order. Those who wait, also for room,
/// are served in the order in which they came; a wait that is cancelled, times out, or belongs to a process that died takes nothing, and no item is lost
/// with it: an item whose taker dies before it has the item in hands goes back to its old place.
/// </summary>
/// <typeparam name="TItem">The type of the items.</typeparam>
/// <typeparam name="TPriority">The type of their priorities.</typeparam>
[Managed]
[Inline]
public interface ISharedPriorityQueue<TItem, TPriority> : ISharedBuffer
{
    /// <summary>Puts an item at the place its priority gives it, waiting while the queue is full.</summary>
    /// <param name="item">The item.</param>
    /// <param name="priority">Its priority; the lowest is taken first.</param>
    /// <param name="cancellationToken">Ends the wait; then nothing was put.</param>
    /// <exception cref="InvalidOperationException">A priority has no order; nothing was changed.</exception>
    /// <exception cref="QueueShutDownException">It was shut down.</exception>
    ValueTask EnqueueAsync(TItem item, TPriority priority, CancellationToken cancellationToken = default);

    /// <summary>Puts an item at the place its priority gives it, waiting at most <paramref name="timeout"/> while the queue is full.</summary>
    /// <param name="item">The item.</param>
    /// <param name="priority">Its priority; the lowest is taken first.</param>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for ever, zero not at all.</param>
    /// <param name="cancellationToken">Ends the wait; then nothing was put.</param>
    /// <exception cref="TimeoutException">The queue stayed full; nothing was put.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative or too long.</exception>
    /// <exception cref="InvalidOperationException">A priority has no order; nothing was changed.</exception>
    /// <exception cref="QueueShutDownException">It was shut down.</exception>
    ValueTask EnqueueAsync(TItem item, TPriority priority, TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>Puts an item at the place its priority gives it if there is room now, and nobody waits for it.</summary>
    /// <param name="item">The item.</param>
    /// <param name="priority">Its priority; the lowest is taken first.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>Whether the item was put.</returns>
    /// <exception cref="InvalidOperationException">A priority has no order; nothing was changed.</exception>
    /// <exception cref="QueueShutDownException">It was shut down.</exception>
    ValueTask<bool> TryEnqueueAsync(TItem item, TPriority priority, CancellationToken cancellationToken = default);

    /// <summary>Puts several items in one piece, waiting until there is room for all of them; who comes later waits behind.</summary>
    /// <param name="items">The items with their priorities; of equal ones the first is taken first.</param>
    /// <param name="cancellationToken">Ends the wait; then nothing was put.</param>
    /// <exception cref="ArgumentException">They are more than ever fit, or null.</exception>
    /// <exception cref="InvalidOperationException">A priority has no order; nothing was changed.</exception>
    /// <exception cref="QueueShutDownException">It was shut down.</exception>
    ValueTask EnqueueRangeAsync(IReadOnlyCollection<(TItem Item, TPriority Priority)> items, CancellationToken cancellationToken = default);

    /// <summary>Puts several items in one piece, waiting at most <paramref name="timeout"/> until there is room for all of them.</summary>
    /// <param name="items">The items with their priorities; of equal ones the first is taken first.</param>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for ever, zero not at all.</param>
    /// <param name="cancellationToken">Ends the wait; then nothing was put.</param>
    /// <exception cref="TimeoutException">There was no room for all of them in time; none was put.</exception>
    /// <exception cref="ArgumentException">They are more than ever fit, or null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative or too long.</exception>
    /// <exception cref="InvalidOperationException">A priority has no order; nothing was changed.</exception>
    /// <exception cref="QueueShutDownException">It was shut down.</exception>
    ValueTask EnqueueRangeAsync(IReadOnlyCollection<(TItem Item, TPriority Priority)> items, TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>Puts several items in one piece, if there is room for all of them now, and nobody waits for it.</summary>
    /// <param name="items">The items with their priorities; of equal ones the first is taken first.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>Whether they were put: all or none.</returns>
    /// <exception cref="ArgumentException">They are more than ever fit, or null.</exception>
    /// <exception cref="InvalidOperationException">A priority has no order; nothing was changed.</exception>
    /// <exception cref="QueueShutDownException">It was shut down.</exception>
    ValueTask<bool> TryEnqueueRangeAsync(IReadOnlyCollection<(TItem Item, TPriority Priority)> items, CancellationToken cancellationToken = default);

    /// <summary>Takes the item with the lowest priority, waiting while the queue is empty.</summary>
    /// <param name="cancellationToken">Ends the wait; then nothing was taken.</param>
    /// <exception cref="QueueShutDownException">It was shut down and is empty.</exception>
    ValueTask<(TItem Item, TPriority Priority)> DequeueAsync(CancellationToken cancellationToken = default);

    /// <summary>Takes the item with the lowest priority, waiting at most <paramref name="timeout"/> while the queue is empty.</summary>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for ever, zero not at all.</param>
    /// <param name="cancellationToken">Ends the wait; then nothing was taken.</param>
    /// <exception cref="TimeoutException">The queue stayed empty; nothing was taken.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative or too long.</exception>
    /// <exception cref="QueueShutDownException">It was shut down and is empty.</exception>
    ValueTask<(TItem Item, TPriority Priority)> DequeueAsync(TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>Takes the item with the lowest priority if there is one now.</summary>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>Whether an item was taken, and the item.</returns>
    /// <exception cref="QueueShutDownException">It was shut down and is empty.</exception>
    ValueTask<(bool Taken, TItem Item, TPriority Priority)> TryDequeueAsync(CancellationToken cancellationToken = default);

    /// <summary>Takes what is there, at least one item and at most <paramref name="atMost"/>, in one piece; waits while the queue is empty.</summary>
    /// <param name="atMost">How many items at most.</param>
    /// <param name="cancellationToken">Ends the wait; then nothing was taken.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="atMost"/> is not positive.</exception>
    /// <exception cref="QueueShutDownException">It was shut down and is empty.</exception>
    ValueTask<(TItem Item, TPriority Priority)[]> DequeueRangeAsync(int atMost, CancellationToken cancellationToken = default);

    /// <summary>Takes what is there, at least one item and at most <paramref name="atMost"/>, in one piece; waits at most <paramref name="timeout"/> while the queue is empty.</summary>
    /// <param name="atMost">How many items at most.</param>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for ever, zero not at all.</param>
    /// <param name="cancellationToken">Ends the wait; then nothing was taken.</param>
    /// <exception cref="TimeoutException">The queue stayed empty; nothing was taken.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="atMost"/> is not positive, or <paramref name="timeout"/> is negative or too long.</exception>
    /// <exception cref="QueueShutDownException">It was shut down and is empty.</exception>
    ValueTask<(TItem Item, TPriority Priority)[]> DequeueRangeAsync(int atMost, TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>Takes what is there now, at most <paramref name="atMost"/> items, in one piece.</summary>
    /// <param name="atMost">How many items at most.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>The items in the order in which they were taken; none if there are none.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="atMost"/> is not positive.</exception>
    /// <exception cref="QueueShutDownException">It was shut down and is empty.</exception>
    ValueTask<(TItem Item, TPriority Priority)[]> TryDequeueRangeAsync(int atMost, CancellationToken cancellationToken = default);

    /// <summary>Looks at the item with the lowest priority and leaves it there.</summary>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>Whether there is one, and the item.</returns>
    ValueTask<(bool Found, TItem Item, TPriority Priority)> TryPeekAsync(CancellationToken cancellationToken = default);
}
