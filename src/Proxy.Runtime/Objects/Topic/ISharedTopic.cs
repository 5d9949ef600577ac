using SharedObjects.Contracts;

namespace SharedObjects;

/// <summary>
/// Passes on what is published to everybody who has subscribed, in one order for all. Nothing is kept for those who subscribe later, and a slow subscriber holds up
/// nobody: each has a buffer of its own, and what no longer fits is dropped, the oldest first, and counted.
/// </summary>
/// <typeparam name="T">The type of what is published.</typeparam>
[Managed]
[Inline]
public interface ISharedTopic<T> : ISharedObject
{
    /// <summary>How many subscriptions there are now. Blocks for a round trip.</summary>
    int SubscriberCount { get; }

    /// <summary>Whether the topic was completed. Blocks for a round trip.</summary>
    bool IsCompleted { get; }

    /// <summary>Publishes one item; never waits for a subscriber.</summary>
    /// <param name="item">The item.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>The item's sequence number: 1 for the first, one more for each after it.</returns>
    /// <exception cref="InvalidOperationException">The topic was completed; nothing was published.</exception>
    ValueTask<long> PublishAsync(T item, CancellationToken cancellationToken = default);

    /// <summary>Publishes several items with nothing in between.</summary>
    /// <param name="items">The items, in their order.</param>
    /// <param name="cancellationToken">Ends the call; if it had been executed by then, its result is returned all the same.</param>
    /// <returns>The sequence number of the last one; of the last published before, if there are none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The topic was completed; nothing was published.</exception>
    ValueTask<long> PublishManyAsync(T[] items, CancellationToken cancellationToken = default);

    /// <summary>Says that nothing more will be published: subscribers get what is buffered for them and then the end. A second time does nothing.</summary>
    ValueTask CompleteAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Subscribes to whatever is published after this call has taken effect. Disposing the subscription ends it, and so does the end of this process.
    /// </summary>
    /// <param name="capacity">How many items are buffered for this subscriber at most.</param>
    /// <param name="cancellationToken">Gives the subscription up.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is not positive.</exception>
    ValueTask<ITopicSubscription<T>> SubscribeAsync(int capacity = 1024, CancellationToken cancellationToken = default);
}
