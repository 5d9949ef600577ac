using System.ComponentModel;
using System.Runtime.CompilerServices;
using SharedObjects.Contracts;

namespace SharedObjects;

/// <summary>One subscriber's buffer of a topic. It belongs to whoever subscribed; disposing it unsubscribes, and ends its reads with an <see cref="ObjectDisposedException"/>.</summary>
/// <typeparam name="T">The type of what is published.</typeparam>
[Managed]
[Inline]
public interface ITopicSubscription<T> : ISharedObject
{
    /// <summary>How many messages <see cref="ReadAllAsync"/> takes over at once.</summary>
    private const int Batch = 64;

    /// <summary>How many messages are buffered now. Blocks for a round trip.</summary>
    int Count { get; }

    /// <summary>Takes the next message, waiting for one.</summary>
    /// <param name="cancellationToken">Ends the wait; then nothing was taken.</param>
    /// <returns>The message; <see langword="null"/> when the topic was completed and everything was read.</returns>
    ValueTask<TopicMessage<T>?> ReadAsync(CancellationToken cancellationToken = default) => ReadAsync(Timeout.InfiniteTimeSpan, cancellationToken);

    /// <summary>Takes the next message, waiting for one at most <paramref name="timeout"/>.</summary>
    /// <param name="timeout">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for ever, zero not at all.</param>
    /// <param name="cancellationToken">Ends the wait; then nothing was taken.</param>
    /// <returns>The message; <see langword="null"/> when the topic was completed and everything was read.</returns>
    /// <exception cref="TimeoutException">Nothing was published in time.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative or too long.</exception>
    async ValueTask<TopicMessage<T>?> ReadAsync(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        await TakeAsync(1, timeout, cancellationToken).ConfigureAwait(false) is [var (item, number, missed)] ? new TopicMessage<T>(item, number, missed) : null;

    /// <summary>
    /// Everything that is published, as it comes, until the topic is completed. Messages are taken over in batches. A reader that ends early, when its enumerator is
    /// disposed as <c>await foreach</c> does, puts those it has not come to back to their places, as if they had not been taken; until then no other reader gets
    /// them, and <see cref="Count"/> leaves them out. What no longer fits is dropped and counted as ever. An enumerator that is never disposed keeps its batch.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait for the next batch; then nothing was taken.</param>
    async IAsyncEnumerable<TopicMessage<T>> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (await TakeAsync(Batch, Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false) is { Length: > 0 } messages)
        {
            var read = 0;
            try
            {
                while (read < messages.Length)
                {
                    var (item, number, missed) = messages[read++];
                    yield return new TopicMessage<T>(item, number, missed);
                }
            }
            finally
            {
                if (read < messages.Length)
                {
                    await GiveBackAsync(messages[read..]).ConfigureAwait(false);
                }
            }
        }
    }

    /// <summary>The call behind the reading members: waits for one message, takes as many as there are, none at the end.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ValueTask<(T Item, long SequenceNumber, long Missed)[]> TakeAsync(int atMost, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>Puts messages that were taken back to their places, by their numbers.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ValueTask PutBackAsync((T Item, long SequenceNumber, long Missed)[] messages);

    private async ValueTask GiveBackAsync((T Item, long SequenceNumber, long Missed)[] messages)
    {
        try
        {
            await PutBackAsync(messages).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is SessionEndedException or ManagerLostException or ObjectNotFoundException or ObjectDisposedException)
        {
            // The subscription ended, and nobody can read these any more.
        }
    }
}
