using SharedObjects.Contracts.State;
using SharedObjects.Objects.Buffering;
using SharedObjects.Objects.Waiting;

namespace SharedObjects.Objects.PriorityQueue;

/// <summary>The priority queue itself. Used on its turn only. Takers wait only while it is empty.</summary>
internal sealed class PriorityQueueReferent<TItem, TPriority> : BufferReferent<(TItem Item, TPriority Priority)>, ISharedPriorityQueue<TItem, TPriority>
{
    private static readonly TakeRequest One = new(1, IsLeased: false);

    /// <param name="capacity">How many items it holds at most; <see langword="null"/> for no bound.</param>
    /// <param name="timeProvider">Measures timeouts.</param>
    /// <param name="order">For tests of the tests: another order than that of the priorities.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is not positive.</exception>
    public PriorityQueueReferent(int? capacity, TimeProvider timeProvider, ItemOrder<(TItem Item, TPriority Priority)>? order = null)
        : base(new ItemBuffer<(TItem Item, TPriority Priority)>(order ?? new PriorityOrder<TItem, TPriority>(), capacity, timeProvider), nameof(ISharedPriorityQueue<,>))
    {
    }

    /// <param name="state">What <see cref="Save"/> wrote.</param>
    /// <param name="timeProvider">Measures timeouts.</param>
    public PriorityQueueReferent(StateReader state, TimeProvider timeProvider)
        : this(state.Read<int?>(), timeProvider) =>
        Buffer.Restore(state, static reader => (reader.ReadElement<TItem>(), reader.ReadElement<TPriority>()));

    public ValueTask EnqueueAsync(TItem item, TPriority priority, CancellationToken cancellationToken) =>
        Buffer.PutAsync((item, priority), Patience.Infinite, cancellationToken);

    public ValueTask EnqueueAsync(TItem item, TPriority priority, TimeSpan timeout, CancellationToken cancellationToken) =>
        Buffer.PutAsync((item, priority), Patience.Of(timeout), cancellationToken);

    public ValueTask<bool> TryEnqueueAsync(TItem item, TPriority priority, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Buffer.TryPut((item, priority)));

    public ValueTask EnqueueRangeAsync(IReadOnlyCollection<(TItem Item, TPriority Priority)> items, CancellationToken cancellationToken) =>
        Buffer.PutManyAsync(items, Patience.Infinite, cancellationToken);

    public ValueTask EnqueueRangeAsync(IReadOnlyCollection<(TItem Item, TPriority Priority)> items, TimeSpan timeout, CancellationToken cancellationToken) =>
        Buffer.PutManyAsync(items, Patience.Of(timeout), cancellationToken);

    public ValueTask<bool> TryEnqueueRangeAsync(IReadOnlyCollection<(TItem Item, TPriority Priority)> items, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Buffer.TryPutMany(items));

    public async ValueTask<(TItem Item, TPriority Priority)> DequeueAsync(CancellationToken cancellationToken) =>
        (await Buffer.TakeAsync(One, Patience.Infinite, cancellationToken)).Item.Value;

    public async ValueTask<(TItem Item, TPriority Priority)> DequeueAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
        (await Buffer.TakeAsync(One, Patience.Of(timeout), cancellationToken)).Item.Value;

    public ValueTask<(bool Taken, TItem Item, TPriority Priority)> TryDequeueAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(Buffer.TryTake() is { } item ? (true, item.Value.Item, item.Value.Priority) : default);

    public async ValueTask<(TItem Item, TPriority Priority)[]> DequeueRangeAsync(int atMost, CancellationToken cancellationToken) =>
        (await Buffer.TakeAsync(TakeRequest.Many(atMost), Patience.Infinite, cancellationToken)).Values();

    public async ValueTask<(TItem Item, TPriority Priority)[]> DequeueRangeAsync(int atMost, TimeSpan timeout, CancellationToken cancellationToken) =>
        (await Buffer.TakeAsync(TakeRequest.Many(atMost), Patience.Of(timeout), cancellationToken)).Values();

    public ValueTask<(TItem Item, TPriority Priority)[]> TryDequeueRangeAsync(int atMost, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Buffer.TryTake(TakeRequest.Many(atMost), out var taken) ? taken.Values() : []);

    public ValueTask<(bool Found, TItem Item, TPriority Priority)> TryPeekAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(Buffer.Next is { } item ? (true, item.Value.Item, item.Value.Priority) : default);

    public override void Save(StateWriter state)
    {
        state.Write(Capacity);
        Buffer.Save(
            state,
            static (writer, item) =>
            {
                writer.WriteElement(item.Item);
                writer.WriteElement(item.Priority);
            });
    }
}
