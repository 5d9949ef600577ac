using SharedObjects.Contracts.State;
using SharedObjects.Objects.Buffering;
using SharedObjects.Objects.Waiting;

namespace SharedObjects.Objects.Stack;

/// <summary>The stack itself. Used on its turn only. Poppers wait only while it is empty.</summary>
internal sealed class StackReferent<T> : ISharedStack<T>, ISavable
{
    private static readonly TakeRequest One = new(1, IsLeased: false);

    private readonly ItemBuffer<T> buffer;

    /// <param name="capacity">How many items it holds at most; <see langword="null"/> for no bound.</param>
    /// <param name="timeProvider">Measures timeouts.</param>
    /// <param name="order">For tests of the tests: another order than that of a stack.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is not positive.</exception>
    public StackReferent(int? capacity, TimeProvider timeProvider, ItemOrder<T>? order = null) =>
        buffer = new(order ?? new TicketOrder<T>(latestFirst: true), capacity, timeProvider);

    /// <param name="state">What <see cref="Save"/> wrote.</param>
    /// <param name="timeProvider">Measures timeouts.</param>
    public StackReferent(StateReader state, TimeProvider timeProvider)
        : this(state.Read<int?>(), timeProvider) => buffer.Restore(state, static reader => reader.ReadElement<T>());

    public int Count => buffer.Count;

    public int? Capacity => buffer.Capacity;

    public bool IsFull => buffer.IsFull;

    public bool IsShutDown => buffer.IsShutDown;

    public int UnfinishedCount => buffer.UnfinishedCount;

    public ValueTask PushAsync(T item, CancellationToken cancellationToken) => buffer.PutAsync(item, Patience.Infinite, cancellationToken);

    public ValueTask PushAsync(T item, TimeSpan timeout, CancellationToken cancellationToken) => buffer.PutAsync(item, Patience.Of(timeout), cancellationToken);

    public ValueTask<bool> TryPushAsync(T item, CancellationToken cancellationToken) => ValueTask.FromResult(buffer.TryPut(item));

    public ValueTask PushRangeAsync(IReadOnlyCollection<T> items, CancellationToken cancellationToken) =>
        buffer.PutManyAsync(items, Patience.Infinite, cancellationToken);

    public ValueTask PushRangeAsync(IReadOnlyCollection<T> items, TimeSpan timeout, CancellationToken cancellationToken) =>
        buffer.PutManyAsync(items, Patience.Of(timeout), cancellationToken);

    public ValueTask<bool> TryPushRangeAsync(IReadOnlyCollection<T> items, CancellationToken cancellationToken) => ValueTask.FromResult(buffer.TryPutMany(items));

    public async ValueTask<T> PopAsync(CancellationToken cancellationToken) =>
        (await buffer.TakeAsync(One, Patience.Infinite, cancellationToken)).Item.Value;

    public async ValueTask<T> PopAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
        (await buffer.TakeAsync(One, Patience.Of(timeout), cancellationToken)).Item.Value;

    public ValueTask<(bool Taken, T Item)> TryPopAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(buffer.TryTake() is { } item ? (true, item.Value) : default);

    public async ValueTask<T[]> PopRangeAsync(int atMost, CancellationToken cancellationToken) =>
        (await buffer.TakeAsync(TakeRequest.Many(atMost), Patience.Infinite, cancellationToken)).Values();

    public async ValueTask<T[]> PopRangeAsync(int atMost, TimeSpan timeout, CancellationToken cancellationToken) =>
        (await buffer.TakeAsync(TakeRequest.Many(atMost), Patience.Of(timeout), cancellationToken)).Values();

    public ValueTask<T[]> TryPopRangeAsync(int atMost, CancellationToken cancellationToken) =>
        ValueTask.FromResult(buffer.TryTake(TakeRequest.Many(atMost), out var taken) ? taken.Values() : []);

    public ValueTask<(bool Found, T Item)> TryPeekAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(buffer.Next is { } item ? (true, item.Value) : default);

    public ValueTask<int> ClearAsync(CancellationToken cancellationToken) => ValueTask.FromResult(buffer.Clear());

    public ValueTask ShutDownAsync(bool immediate, CancellationToken cancellationToken)
    {
        buffer.ShutDown(immediate);
        return ValueTask.CompletedTask;
    }

    public ValueTask TaskDoneAsync(CancellationToken cancellationToken)
    {
        buffer.TaskDone();
        return ValueTask.CompletedTask;
    }

    public ValueTask JoinAsync(CancellationToken cancellationToken) => buffer.JoinAsync(Patience.Infinite, cancellationToken);

    public ValueTask JoinAsync(TimeSpan timeout, CancellationToken cancellationToken) => buffer.JoinAsync(Patience.Of(timeout), cancellationToken);

    public void Save(StateWriter state)
    {
        state.Write(Capacity);
        buffer.Save(state, static (writer, item) => writer.WriteElement(item));
    }

    public ValueTask DisposeAsync()
    {
        buffer.Dispose(nameof(ISharedStack<>));
        return ValueTask.CompletedTask;
    }
}
