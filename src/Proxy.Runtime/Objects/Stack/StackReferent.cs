using SharedObjects.Contracts.State;
using SharedObjects.Objects.Buffering;
using SharedObjects.Objects.Waiting;

namespace SharedObjects.Objects.Stack;

/// <summary>The stack itself. Used on its turn only. Poppers wait only while it is empty.</summary>
internal sealed class StackReferent<T> : BufferReferent<T>, ISharedStack<T>
{
    private static readonly TakeRequest One = new(1, IsLeased: false);

    /// <param name="capacity">How many items it holds at most; <see langword="null"/> for no bound.</param>
    /// <param name="timeProvider">Measures timeouts.</param>
    /// <param name="order">For tests of the tests: another order than that of a stack.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is not positive.</exception>
    public StackReferent(int? capacity, TimeProvider timeProvider, ItemOrder<T>? order = null)
        : base(new ItemBuffer<T>(order ?? new TicketOrder<T>(latestFirst: true), capacity, timeProvider), nameof(ISharedStack<>))
    {
    }

    /// <param name="state">What <see cref="Save"/> wrote.</param>
    /// <param name="timeProvider">Measures timeouts.</param>
    public StackReferent(StateReader state, TimeProvider timeProvider)
        : this(state.Read<int?>(), timeProvider) => Buffer.Restore(state, static reader => reader.ReadElement<T>());

    public ValueTask PushAsync(T item, CancellationToken cancellationToken) => Buffer.PutAsync(item, Patience.Infinite, cancellationToken);

    public ValueTask PushAsync(T item, TimeSpan timeout, CancellationToken cancellationToken) => Buffer.PutAsync(item, Patience.Of(timeout), cancellationToken);

    public ValueTask<bool> TryPushAsync(T item, CancellationToken cancellationToken) => ValueTask.FromResult(Buffer.TryPut(item));

    public ValueTask PushRangeAsync(IReadOnlyCollection<T> items, CancellationToken cancellationToken) =>
        Buffer.PutManyAsync(items, Patience.Infinite, cancellationToken);

    public ValueTask PushRangeAsync(IReadOnlyCollection<T> items, TimeSpan timeout, CancellationToken cancellationToken) =>
        Buffer.PutManyAsync(items, Patience.Of(timeout), cancellationToken);

    public ValueTask<bool> TryPushRangeAsync(IReadOnlyCollection<T> items, CancellationToken cancellationToken) => ValueTask.FromResult(Buffer.TryPutMany(items));

    public async ValueTask<T> PopAsync(CancellationToken cancellationToken) =>
        (await Buffer.TakeAsync(One, Patience.Infinite, cancellationToken)).Item.Value;

    public async ValueTask<T> PopAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
        (await Buffer.TakeAsync(One, Patience.Of(timeout), cancellationToken)).Item.Value;

    public ValueTask<(bool Taken, T Item)> TryPopAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(Buffer.TryTake() is { } item ? (true, item.Value) : default);

    public async ValueTask<T[]> PopRangeAsync(int atMost, CancellationToken cancellationToken) =>
        (await Buffer.TakeAsync(TakeRequest.Many(atMost), Patience.Infinite, cancellationToken)).Values();

    public async ValueTask<T[]> PopRangeAsync(int atMost, TimeSpan timeout, CancellationToken cancellationToken) =>
        (await Buffer.TakeAsync(TakeRequest.Many(atMost), Patience.Of(timeout), cancellationToken)).Values();

    public ValueTask<T[]> TryPopRangeAsync(int atMost, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Buffer.TryTake(TakeRequest.Many(atMost), out var taken) ? taken.Values() : []);

    public ValueTask<(bool Found, T Item)> TryPeekAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(Buffer.Next is { } item ? (true, item.Value) : default);

    public override void Save(StateWriter state)
    {
        state.Write(Capacity);
        Buffer.Save(state, static (writer, item) => writer.WriteElement(item));
    }
}
