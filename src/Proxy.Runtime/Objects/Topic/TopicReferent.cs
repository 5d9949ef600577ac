using SharedObjects.Contracts.State;

namespace SharedObjects.Objects.Topic;

/// <summary>The topic itself. Used on its turn only, which its subscriptions share.</summary>
internal sealed class TopicReferent<T> : ISharedTopic<T>, ISavable
{
    private readonly TimeProvider timeProvider;
    private readonly List<TopicSubscription<T>> subscriptions = [];
    private long lastNumber;

    /// <param name="timeProvider">Measures timeouts.</param>
    public TopicReferent(TimeProvider timeProvider) => this.timeProvider = timeProvider;

    /// <param name="state">What <see cref="Save"/> wrote.</param>
    /// <param name="timeProvider">Measures timeouts.</param>
    public TopicReferent(StateReader state, TimeProvider timeProvider)
        : this(timeProvider)
    {
        lastNumber = state.Read<long>();
        IsCompleted = state.Read<bool>();
    }

    public int SubscriberCount => subscriptions.Count;

    public bool IsCompleted { get; private set; }

    public ValueTask<long> PublishAsync(T item, CancellationToken cancellationToken)
    {
        RequireOpen();
        CallContext.Current.TookEffect();
        Publish(item);
        return ValueTask.FromResult(lastNumber);
    }

    public ValueTask<long> PublishManyAsync(T[] items, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        RequireOpen();
        CallContext.Current.TookEffect();
        foreach (var item in items)
        {
            Publish(item);
        }

        return ValueTask.FromResult(lastNumber);
    }

    public ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        CallContext.Current.TookEffect();
        IsCompleted = true;
        foreach (var subscription in subscriptions)
        {
            subscription.Serve();
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<ITopicSubscription<T>> SubscribeAsync(int capacity, CancellationToken cancellationToken)
    {
        if (capacity <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(capacity), $"A subscription buffers at least one item, not {capacity}.");
        }

        var subscription = new TopicSubscription<T>(this, capacity, timeProvider);
        subscriptions.Add(subscription);
        return ValueTask.FromResult<ITopicSubscription<T>>(subscription);
    }

    public void Remove(TopicSubscription<T> subscription) => subscriptions.Remove(subscription);

    public void Save(StateWriter state)
    {
        state.Write(lastNumber);
        state.Write(IsCompleted);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void RequireOpen()
    {
        if (IsCompleted)
        {
            throw new InvalidOperationException("The topic was completed; nothing more can be published.");
        }
    }

    private void Publish(T item)
    {
        lastNumber++;
        foreach (var subscription in subscriptions)
        {
            subscription.Add(item, lastNumber);
        }
    }
}
