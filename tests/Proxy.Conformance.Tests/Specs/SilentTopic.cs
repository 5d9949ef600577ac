namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>A topic that now and then publishes to nobody, without a word.</summary>
internal sealed class SilentTopic<T>(ISharedTopic<T> topic) : ISharedTopic<T>
{
    private int calls;
    private long lost;

    public int SubscriberCount => topic.SubscriberCount;

    public bool IsCompleted => topic.IsCompleted;

    public async ValueTask<long> PublishAsync(T item, CancellationToken cancellationToken)
    {
        if (++calls % 7 == 0)
        {
            return 1_000_000 + ++lost;
        }

        return await topic.PublishAsync(item, cancellationToken);
    }

    public ValueTask<long> PublishManyAsync(T[] items, CancellationToken cancellationToken) => topic.PublishManyAsync(items, cancellationToken);

    public ValueTask CompleteAsync(CancellationToken cancellationToken) => topic.CompleteAsync(cancellationToken);

    public ValueTask<ITopicSubscription<T>> SubscribeAsync(int capacity, CancellationToken cancellationToken) => topic.SubscribeAsync(capacity, cancellationToken);

    public ValueTask DisposeAsync() => topic.DisposeAsync();
}
