using SharedObjects.Calls;
using SharedObjects.Generated.SharedObjects;

namespace SharedObjects;

/// <content>Makes what passes messages on.</content>
public sealed partial class SharedManager
{
    /// <summary>Makes a topic.</summary>
    /// <param name="cancellationToken">Gives the creation up.</param>
    public ValueTask<ISharedTopic<T>> TopicAsync<T>(CancellationToken cancellationToken = default)
    {
        ProxyFactory<ISharedTopic<T>>.Use(static handle => new SharedTopicProxy<T>(handle));
        ProxyFactory<ITopicSubscription<T>>.Use(static handle => new TopicSubscriptionProxy<T>(handle));
        return CreateAsync<ISharedTopic<T>>(cancellationToken);
    }
}
