using SharedObjects.Calls;
using SharedObjects.Generated.SharedObjects;

namespace SharedObjects;

/// <content>One line makes an object.</content>
public sealed partial class SharedManager
{
    /// <summary>Makes a queue.</summary>
    /// <param name="capacity">How many items it holds at most; <see langword="null"/> for no bound.</param>
    /// <param name="cancellationToken">Gives the creation up.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is not positive.</exception>
    public ValueTask<ISharedQueue<T>> QueueAsync<T>(int? capacity = null, CancellationToken cancellationToken = default)
    {
        ProxyFactory<ISharedQueue<T>>.Use(static handle => new SharedQueueProxy<T>(handle));
        return CreateAsync<ISharedQueue<T>, int?>(capacity, cancellationToken);
    }
}
