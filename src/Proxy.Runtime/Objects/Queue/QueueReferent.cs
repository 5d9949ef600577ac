using SharedObjects.Contracts.State;
using SharedObjects.Objects.Buffering;
using SharedObjects.Objects.Waiting;

namespace SharedObjects.Objects.Queue;

/// <summary>The queue itself. Used on its turn only. Getters wait only while the queue is empty.</summary>
internal sealed partial class QueueReferent<T> : BufferReferent<T>, ISharedQueue<T>
{
    private static readonly TakeRequest One = new(1, IsLeased: false);

    private readonly QueueOptions options;

    /// <param name="options">How it is to be.</param>
    /// <param name="timeProvider">Measures timeouts and leases.</param>
    /// <param name="order">For tests of the tests: another order than that of the tickets.</param>
    public QueueReferent(QueueOptions options, TimeProvider timeProvider, ItemOrder<T>? order = null)
        : base(
            new ItemBuffer<T>(order ?? new TicketOrder<T>(latestFirst: false), options.Capacity, timeProvider)
            {
                Leases = new ItemLeases<T>(options.MaximumDeliveryCount, options.LeaseDuration, timeProvider),
            },
            nameof(ISharedQueue<>)) => this.options = options;

    /// <param name="state">What <see cref="Save"/> wrote.</param>
    /// <param name="timeProvider">Measures timeouts and leases.</param>
    public QueueReferent(StateReader state, TimeProvider timeProvider)
        : this(QueueOptions.Of((state.Read<int>(), state.Read<int>(), state.Read<long>())), timeProvider)
    {
        Buffer.Restore(state, static reader => reader.ReadElement<T>());
        Leases.RestoreDeadLetters(state, static reader => reader.ReadElement<T>());
    }

    private ItemLeases<T> Leases => Buffer.Leases!;

    public ValueTask PutAsync(T item, CancellationToken cancellationToken) => Buffer.PutAsync(item, Patience.Infinite, cancellationToken);

    public ValueTask PutAsync(T item, TimeSpan timeout, CancellationToken cancellationToken) => Buffer.PutAsync(item, Patience.Of(timeout), cancellationToken);

    public ValueTask<bool> TryPutAsync(T item, CancellationToken cancellationToken) => ValueTask.FromResult(Buffer.TryPut(item));

    public ValueTask PutManyAsync(IReadOnlyCollection<T> items, CancellationToken cancellationToken) =>
        Buffer.PutManyAsync(items, Patience.Infinite, cancellationToken);

    public ValueTask PutManyAsync(IReadOnlyCollection<T> items, TimeSpan timeout, CancellationToken cancellationToken) =>
        Buffer.PutManyAsync(items, Patience.Of(timeout), cancellationToken);

    public ValueTask<bool> TryPutManyAsync(IReadOnlyCollection<T> items, CancellationToken cancellationToken) => ValueTask.FromResult(Buffer.TryPutMany(items));

    public ValueTask<T> GetAsync(CancellationToken cancellationToken) => GetAsync(Patience.Infinite, cancellationToken);

    public ValueTask<T> GetAsync(TimeSpan timeout, CancellationToken cancellationToken) => GetAsync(Patience.Of(timeout), cancellationToken);

    public ValueTask<(bool Taken, T Item)> TryGetAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(Buffer.TryTake() is { } item ? (true, item.Value) : default);

    public async ValueTask<T[]> GetManyAsync(int atMost, CancellationToken cancellationToken) =>
        (await Buffer.TakeAsync(TakeRequest.Many(atMost), Patience.Infinite, cancellationToken)).Values();

    public async ValueTask<T[]> GetManyAsync(int atMost, TimeSpan timeout, CancellationToken cancellationToken) =>
        (await Buffer.TakeAsync(TakeRequest.Many(atMost), Patience.Of(timeout), cancellationToken)).Values();

    public ValueTask<T[]> TryGetManyAsync(int atMost, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Buffer.TryTake(TakeRequest.Many(atMost), out var taken) ? taken.Values() : []);

    public ValueTask<(bool Found, T Item)> TryPeekAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(Buffer.Next is { } item ? (true, item.Value) : default);

    public ValueTask<(T Item, Caller? Origin)> GetWithOriginAsync(CancellationToken cancellationToken) => GetWithOriginAsync(Patience.Infinite, cancellationToken);

    public ValueTask<(T Item, Caller? Origin)> GetWithOriginAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
        GetWithOriginAsync(Patience.Of(timeout), cancellationToken);

    public ValueTask<(bool Taken, T Item, Caller? Origin)> TryGetWithOriginAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(Buffer.TryTake() is { } item ? (true, item.Value, item.Origin) : default);

    public override void Save(StateWriter state)
    {
        var (capacity, maximumDeliveryCount, leaseTicks) = options.ToArgument();
        state.Write(capacity);
        state.Write(maximumDeliveryCount);
        state.Write(leaseTicks);
        Buffer.Save(state, static (writer, item) => writer.WriteElement(item));
        Leases.SaveDeadLetters(state, static (writer, item) => writer.WriteElement(item));
    }

    private ValueTask<T> GetAsync(Patience patience, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Buffer.TryTake() is { } item ? ValueTask.FromResult(item.Value) : WaitAsync(patience, cancellationToken);
    }

    private async ValueTask<T> WaitAsync(Patience patience, CancellationToken cancellationToken) =>
        (await Buffer.WaitAsync(One, patience, cancellationToken)).Item.Value;

    private async ValueTask<(T Item, Caller? Origin)> GetWithOriginAsync(Patience patience, CancellationToken cancellationToken)
    {
        var item = (await Buffer.TakeAsync(One, patience, cancellationToken)).Item;
        return (item.Value, item.Origin);
    }
}
