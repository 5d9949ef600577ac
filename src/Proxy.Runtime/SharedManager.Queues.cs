using SharedObjects.Calls;
using SharedObjects.Generated.SharedObjects;
using SharedObjects.Objects.Ordering;

namespace SharedObjects;

/// <content>Queues, stacks and priority queues.</content>
public sealed partial class SharedManager
{
    /// <summary>Makes a queue.</summary>
    /// <param name="capacity">How many items it holds at most; <see langword="null"/> for no bound.</param>
    /// <param name="cancellationToken">Gives the creation up.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is not positive.</exception>
    public ValueTask<ISharedQueue<T>> QueueAsync<T>(int? capacity = null, CancellationToken cancellationToken = default) =>
        QueueAsync<T>(new QueueOptions { Capacity = capacity }, cancellationToken);

    /// <summary>Makes a queue.</summary>
    /// <param name="options">How it is to be.</param>
    /// <param name="cancellationToken">Gives the creation up.</param>
    public ValueTask<ISharedQueue<T>> QueueAsync<T>(QueueOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ProxyFactory<ISharedQueue<T>>.Use(static handle => new SharedQueueProxy<T>(handle));
        return CreateAsync<ISharedQueue<T>, (int, int, long)>(options.ToArgument(), cancellationToken);
    }

    /// <summary>Makes a stack.</summary>
    /// <param name="capacity">How many items it holds at most; <see langword="null"/> for no bound.</param>
    /// <param name="cancellationToken">Gives the creation up.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is not positive.</exception>
    public ValueTask<ISharedStack<T>> StackAsync<T>(int? capacity = null, CancellationToken cancellationToken = default)
    {
        ProxyFactory<ISharedStack<T>>.Use(static handle => new SharedStackProxy<T>(handle));
        return CreateAsync<ISharedStack<T>, int?>(capacity, cancellationToken);
    }

    /// <summary>Makes a priority queue.</summary>
    /// <param name="capacity">How many items it holds at most; <see langword="null"/> for no bound.</param>
    /// <param name="cancellationToken">Gives the creation up.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is not positive.</exception>
    /// <exception cref="InvalidOperationException"><typeparamref name="TPriority"/> has no order.</exception>
    public ValueTask<ISharedPriorityQueue<TItem, TPriority>> PriorityQueueAsync<TItem, TPriority>(int? capacity = null, CancellationToken cancellationToken = default)
    {
        ElementOrder.RequireKept<TPriority>();
        ProxyFactory<ISharedPriorityQueue<TItem, TPriority>>.Use(static handle => new SharedPriorityQueueProxy<TItem, TPriority>(handle));
        return CreateAsync<ISharedPriorityQueue<TItem, TPriority>, int?>(capacity, cancellationToken);
    }
}
