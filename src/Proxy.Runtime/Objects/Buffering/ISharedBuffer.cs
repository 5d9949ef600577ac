namespace SharedObjects;

/// <summary>
/// What queues, stacks and priority queues have in common: they hold items for whoever takes them, perhaps only so many at once, and know how many of
/// those that were put are not done yet. The properties block for a round trip; what they say may have changed by the time it is read.
/// </summary>
public interface ISharedBuffer : ISharedObject
{
    /// <summary>The number of items that are there now; what was taken or is leased is not.</summary>
    int Count { get; }

    /// <summary>How many items it holds at most; <see langword="null"/> when it is unbounded. What comes back from a process that died may exceed it.</summary>
    int? Capacity { get; }

    /// <summary>Whether there is nothing to take now.</summary>
    bool IsEmpty => Count == 0;

    /// <summary>Whether there is no room now; never when it is unbounded.</summary>
    bool IsFull { get; }

    /// <summary>Whether it was shut down.</summary>
    bool IsShutDown { get; }

    /// <summary>How many of the items that were put are not done: those that are there, those that are leased, those that were taken without <see cref="TaskDoneAsync"/>.</summary>
    int UnfinishedCount { get; }

    /// <summary>Drops every item that is there, as done; what is leased or was taken is not touched. Whoever waits for room gets it.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>How many were dropped.</returns>
    ValueTask<int> ClearAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Accepts nothing any more: whoever puts, or waits for room, gets a <see cref="QueueShutDownException"/>. What is there can still be taken; who
    /// takes when nothing is left, or waits for something, gets the same exception. There is no way back.
    /// </summary>
    /// <param name="immediate">Also drops every item that is there, as done, and later those that come back, but for those that were delivered too often: they become dead letters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    ValueTask ShutDownAsync(bool immediate = false, CancellationToken cancellationToken = default);

    /// <summary>
    /// Says that an item that was taken is done; anybody may. An item that its taker died without ever receiving goes back and is not to be done; one that
    /// was received by a process that then died without calling this stays unfinished for ever.
    /// </summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InvalidOperationException">Every item that was taken is done already.</exception>
    ValueTask TaskDoneAsync(CancellationToken cancellationToken = default);

    /// <summary>Waits until every item that was put is done.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask JoinAsync(CancellationToken cancellationToken = default);

    /// <summary>Waits until every item that was put is done, at most <paramref name="timeout"/>.</summary>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for ever, zero not at all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TimeoutException">Something was still unfinished.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative or too long.</exception>
    ValueTask JoinAsync(TimeSpan timeout, CancellationToken cancellationToken = default);
}
