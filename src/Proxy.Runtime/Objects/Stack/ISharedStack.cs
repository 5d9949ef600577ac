using SharedObjects.Contracts;

namespace SharedObjects;

/// <summary>
/// A last-in, first-out stack that many processes push to and pop from. Every operation is atomic. Waiters are served in the order in which they came; a
/// wait that is cancelled, times out, or belongs to a process that died takes nothing, and no item is lost with it: an item whose taker dies before it
/// has the item in hands goes back to its old place.
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
[Managed]
[Inline]
public interface ISharedStack<T> : ISharedBuffer
{
    /// <summary>Pushes an item at the top, waiting while the stack is full.</summary>
    /// <param name="item">The item.</param>
    /// <param name="cancellationToken">Ends the wait; then nothing was pushed.</param>
    /// <exception cref="QueueShutDownException">It was shut down.</exception>
    ValueTask PushAsync(T item, CancellationToken cancellationToken = default);

    /// <summary>Pushes an item at the top, waiting at most <paramref name="timeout"/> while the stack is full.</summary>
    /// <param name="item">The item.</param>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for ever, zero not at all.</param>
    /// <param name="cancellationToken">Ends the wait; then nothing was pushed.</param>
    /// <exception cref="TimeoutException">The stack stayed full; nothing was pushed.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative or too long.</exception>
    /// <exception cref="QueueShutDownException">It was shut down.</exception>
    ValueTask PushAsync(T item, TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>Pushes an item at the top if there is room now, and nobody waits for it.</summary>
    /// <param name="item">The item.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>Whether the item was pushed.</returns>
    /// <exception cref="QueueShutDownException">It was shut down.</exception>
    ValueTask<bool> TryPushAsync(T item, CancellationToken cancellationToken = default);

    /// <summary>Pushes several items in one piece, the last one on top, waiting until there is room for all of them; who comes later waits behind.</summary>
    /// <param name="items">The items, in this order.</param>
    /// <param name="cancellationToken">Ends the wait; then nothing was pushed.</param>
    /// <exception cref="ArgumentException">They are more than ever fit, or null.</exception>
    /// <exception cref="QueueShutDownException">It was shut down.</exception>
    ValueTask PushRangeAsync(IReadOnlyCollection<T> items, CancellationToken cancellationToken = default);

    /// <summary>Pushes several items in one piece, the last one on top, waiting at most <paramref name="timeout"/> until there is room for all of them.</summary>
    /// <param name="items">The items, in this order.</param>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for ever, zero not at all.</param>
    /// <param name="cancellationToken">Ends the wait; then nothing was pushed.</param>
    /// <exception cref="TimeoutException">There was no room for all of them in time; none was pushed.</exception>
    /// <exception cref="ArgumentException">They are more than ever fit, or null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative or too long.</exception>
    /// <exception cref="QueueShutDownException">It was shut down.</exception>
    ValueTask PushRangeAsync(IReadOnlyCollection<T> items, TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>Pushes several items in one piece, the last one on top, if there is room for all of them now, and nobody waits for it.</summary>
    /// <param name="items">The items, in this order.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>Whether they were pushed: all or none.</returns>
    /// <exception cref="ArgumentException">They are more than ever fit, or null.</exception>
    /// <exception cref="QueueShutDownException">It was shut down.</exception>
    ValueTask<bool> TryPushRangeAsync(IReadOnlyCollection<T> items, CancellationToken cancellationToken = default);

    /// <summary>Takes the item at the top, waiting while the stack is empty.</summary>
    /// <param name="cancellationToken">Ends the wait; then nothing was taken.</param>
    /// <exception cref="QueueShutDownException">It was shut down and is empty.</exception>
    ValueTask<T> PopAsync(CancellationToken cancellationToken = default);

    /// <summary>Takes the item at the top, waiting at most <paramref name="timeout"/> while the stack is empty.</summary>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for ever, zero not at all.</param>
    /// <param name="cancellationToken">Ends the wait; then nothing was taken.</param>
    /// <exception cref="TimeoutException">The stack stayed empty; nothing was taken.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative or too long.</exception>
    /// <exception cref="QueueShutDownException">It was shut down and is empty.</exception>
    ValueTask<T> PopAsync(TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>Takes the item at the top if there is one now.</summary>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>Whether an item was taken, and the item.</returns>
    /// <exception cref="QueueShutDownException">It was shut down and is empty.</exception>
    ValueTask<(bool Taken, T Item)> TryPopAsync(CancellationToken cancellationToken = default);

    /// <summary>Takes what is there, at least one item and at most <paramref name="atMost"/>, in one piece; waits while the stack is empty.</summary>
    /// <param name="atMost">How many items at most.</param>
    /// <param name="cancellationToken">Ends the wait; then nothing was taken.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="atMost"/> is not positive.</exception>
    /// <exception cref="QueueShutDownException">It was shut down and is empty.</exception>
    ValueTask<T[]> PopRangeAsync(int atMost, CancellationToken cancellationToken = default);

    /// <summary>Takes what is there, at least one item and at most <paramref name="atMost"/>, in one piece; waits at most <paramref name="timeout"/> while the stack is empty.</summary>
    /// <param name="atMost">How many items at most.</param>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for ever, zero not at all.</param>
    /// <param name="cancellationToken">Ends the wait; then nothing was taken.</param>
    /// <exception cref="TimeoutException">The stack stayed empty; nothing was taken.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="atMost"/> is not positive, or <paramref name="timeout"/> is negative or too long.</exception>
    /// <exception cref="QueueShutDownException">It was shut down and is empty.</exception>
    ValueTask<T[]> PopRangeAsync(int atMost, TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>Takes what is there now, at most <paramref name="atMost"/> items, in one piece.</summary>
    /// <param name="atMost">How many items at most.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>The items in the order in which they were taken; none if there are none.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="atMost"/> is not positive.</exception>
    /// <exception cref="QueueShutDownException">It was shut down and is empty.</exception>
    ValueTask<T[]> TryPopRangeAsync(int atMost, CancellationToken cancellationToken = default);

    /// <summary>Looks at the item at the top and leaves it there.</summary>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>Whether there is one, and the item.</returns>
    ValueTask<(bool Found, T Item)> TryPeekAsync(CancellationToken cancellationToken = default);
}
