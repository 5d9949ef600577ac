using System.Runtime.CompilerServices;
using SharedObjects.Contracts;

namespace SharedObjects;

/// <summary>
/// A first-in, first-out queue that many processes put into and take from. Every operation is atomic. Waiters are served in the order in which
/// they came; a wait that is cancelled, times out, or belongs to a process that died takes nothing, and no item is lost with it: an item whose
/// taker dies before it has the item in hands goes back to the head. What is taken by <c>Get</c> belongs to the taker; what is taken by <c>Receive</c> is
/// leased, and comes back to its place at the head unless it is completed.
/// <para>
/// An item that its taker cannot decode, because the taker has another type in mind, stays with that taker until its session ends, and is then back for others.
/// </para>
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
[Managed]
[Inline]
public partial interface ISharedQueue<T> : ISharedBuffer, ILeasing
{
    /// <summary>Puts an item at the tail, waiting while the queue is full.</summary>
    /// <param name="item">The item.</param>
    /// <param name="cancellationToken">Ends the wait; then nothing was put.</param>
    /// <exception cref="QueueShutDownException">It was shut down.</exception>
    ValueTask PutAsync(T item, CancellationToken cancellationToken = default);

    /// <summary>Puts an item at the tail, waiting at most <paramref name="timeout"/> while the queue is full.</summary>
    /// <param name="item">The item.</param>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for ever, zero not at all.</param>
    /// <param name="cancellationToken">Ends the wait; then nothing was put.</param>
    /// <exception cref="TimeoutException">The queue stayed full; nothing was put.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative or too long.</exception>
    /// <exception cref="QueueShutDownException">It was shut down.</exception>
    ValueTask PutAsync(T item, TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>Puts an item at the tail if there is room now, and nobody waits for it.</summary>
    /// <param name="item">The item.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>Whether the item was put.</returns>
    /// <exception cref="QueueShutDownException">It was shut down.</exception>
    ValueTask<bool> TryPutAsync(T item, CancellationToken cancellationToken = default);

    /// <summary>Puts several items in one piece, one behind the other, waiting until there is room for all of them; who comes later waits behind.</summary>
    /// <param name="items">The items, in this order.</param>
    /// <param name="cancellationToken">Ends the wait; then nothing was put.</param>
    /// <exception cref="ArgumentException">They are more than ever fit, or null.</exception>
    /// <exception cref="QueueShutDownException">It was shut down.</exception>
    ValueTask PutManyAsync(IReadOnlyCollection<T> items, CancellationToken cancellationToken = default);

    /// <summary>Puts several items in one piece, one behind the other, waiting at most <paramref name="timeout"/> until there is room for all of them.</summary>
    /// <param name="items">The items, in this order.</param>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for ever, zero not at all.</param>
    /// <param name="cancellationToken">Ends the wait; then nothing was put.</param>
    /// <exception cref="TimeoutException">There was no room for all of them in time; none was put.</exception>
    /// <exception cref="ArgumentException">They are more than ever fit, or null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative or too long.</exception>
    /// <exception cref="QueueShutDownException">It was shut down.</exception>
    ValueTask PutManyAsync(IReadOnlyCollection<T> items, TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>Puts several items in one piece, one behind the other, if there is room for all of them now, and nobody waits for it.</summary>
    /// <param name="items">The items, in this order.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>Whether they were put: all or none.</returns>
    /// <exception cref="ArgumentException">They are more than ever fit, or null.</exception>
    /// <exception cref="QueueShutDownException">It was shut down.</exception>
    ValueTask<bool> TryPutManyAsync(IReadOnlyCollection<T> items, CancellationToken cancellationToken = default);

    /// <summary>Takes the item at the head, waiting while the queue is empty.</summary>
    /// <param name="cancellationToken">Ends the wait; then nothing was taken.</param>
    /// <exception cref="QueueShutDownException">It was shut down and is empty.</exception>
    ValueTask<T> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>Takes the item at the head, waiting at most <paramref name="timeout"/> while the queue is empty.</summary>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for ever, zero not at all.</param>
    /// <param name="cancellationToken">Ends the wait; then nothing was taken.</param>
    /// <exception cref="TimeoutException">The queue stayed empty; nothing was taken.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative or too long.</exception>
    /// <exception cref="QueueShutDownException">It was shut down and is empty.</exception>
    ValueTask<T> GetAsync(TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>Takes the item at the head if there is one now.</summary>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>Whether an item was taken, and the item.</returns>
    /// <exception cref="QueueShutDownException">It was shut down and is empty.</exception>
    ValueTask<(bool Taken, T Item)> TryGetAsync(CancellationToken cancellationToken = default);

    /// <summary>Takes what is there, at least one item and at most <paramref name="atMost"/>, in one piece; waits while the queue is empty.</summary>
    /// <param name="atMost">How many items at most.</param>
    /// <param name="cancellationToken">Ends the wait; then nothing was taken.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="atMost"/> is not positive.</exception>
    /// <exception cref="QueueShutDownException">It was shut down and is empty.</exception>
    ValueTask<T[]> GetManyAsync(int atMost, CancellationToken cancellationToken = default);

    /// <summary>Takes what is there, at least one item and at most <paramref name="atMost"/>, in one piece; waits at most <paramref name="timeout"/> while the queue is empty.</summary>
    /// <param name="atMost">How many items at most.</param>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for ever, zero not at all.</param>
    /// <param name="cancellationToken">Ends the wait; then nothing was taken.</param>
    /// <exception cref="TimeoutException">The queue stayed empty; nothing was taken.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="atMost"/> is not positive, or <paramref name="timeout"/> is negative or too long.</exception>
    /// <exception cref="QueueShutDownException">It was shut down and is empty.</exception>
    ValueTask<T[]> GetManyAsync(int atMost, TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>Takes what is there now, at most <paramref name="atMost"/> items, in one piece.</summary>
    /// <param name="atMost">How many items at most.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>The items in the order in which they were taken; none if there are none.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="atMost"/> is not positive.</exception>
    /// <exception cref="QueueShutDownException">It was shut down and is empty.</exception>
    ValueTask<T[]> TryGetManyAsync(int atMost, CancellationToken cancellationToken = default);

    /// <summary>Looks at the item at the head and leaves it there.</summary>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>Whether there is one, and the item.</returns>
    ValueTask<(bool Found, T Item)> TryPeekAsync(CancellationToken cancellationToken = default);

    /// <summary>Takes the item at the head, waiting while the queue is empty, and says who put it.</summary>
    /// <param name="cancellationToken">Ends the wait; then nothing was taken.</param>
    /// <exception cref="QueueShutDownException">It was shut down and is empty.</exception>
    ValueTask<(T Item, Caller? Origin)> GetWithOriginAsync(CancellationToken cancellationToken = default);

    /// <summary>Takes the item at the head, waiting at most <paramref name="timeout"/> while the queue is empty, and says who put it.</summary>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for ever, zero not at all.</param>
    /// <param name="cancellationToken">Ends the wait; then nothing was taken.</param>
    /// <exception cref="TimeoutException">The queue stayed empty; nothing was taken.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative or too long.</exception>
    /// <exception cref="QueueShutDownException">It was shut down and is empty.</exception>
    ValueTask<(T Item, Caller? Origin)> GetWithOriginAsync(TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>Takes the item at the head if there is one now, and says who put it.</summary>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>Whether an item was taken, the item, and who put it.</returns>
    /// <exception cref="QueueShutDownException">It was shut down and is empty.</exception>
    ValueTask<(bool Taken, T Item, Caller? Origin)> TryGetWithOriginAsync(CancellationToken cancellationToken = default);

    /// <summary>Takes one item after the other, each when it is asked for, until the queue is shut down and empty. Breaking off loses nothing.</summary>
    /// <param name="cancellationToken">Ends the wait; then nothing was taken.</param>
    async IAsyncEnumerable<T> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            T item;
            try
            {
                item = await GetAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (QueueShutDownException)
            {
                yield break;
            }

            yield return item;
        }
    }
}
