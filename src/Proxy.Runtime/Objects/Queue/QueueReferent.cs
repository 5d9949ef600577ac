using SharedObjects.Contracts.State;
using SharedObjects.Objects.Waiting;

namespace SharedObjects.Objects.Queue;

/// <summary>The queue itself. Used on its turn only. Getters wait only while the queue is empty, putters only while it is full.</summary>
internal sealed class QueueReferent<T> : ISharedQueue<T>, ISavable
{
    private readonly LinkedList<T> items = new();
    private readonly WaitQueue<bool, T> getters;
    private readonly WaitQueue<T, bool> putters;
    private readonly Action serve;

    /// <param name="capacity">How many items it holds at most; <see langword="null"/> for no bound.</param>
    /// <param name="timeProvider">Measures timeouts.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is not positive.</exception>
    public QueueReferent(int? capacity, TimeProvider timeProvider)
    {
        if (capacity is <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(capacity), $"A queue holds at least one item, not {capacity}; leave the capacity out for no bound.");
        }

        Capacity = capacity;
        getters = new(timeProvider);
        putters = new(timeProvider);
        serve = Serve;
    }

    /// <param name="state">What <see cref="Save"/> wrote.</param>
    /// <param name="timeProvider">Measures timeouts.</param>
    public QueueReferent(StateReader state, TimeProvider timeProvider)
        : this(state.Read<int?>(), timeProvider)
    {
        foreach (var item in state.ReadElements<T>())
        {
            items.AddLast(item);
        }
    }

    public int Count => items.Count;

    public int? Capacity { get; }

    private bool IsFull => items.Count >= Capacity;

    public ValueTask PutAsync(T item, CancellationToken cancellationToken) => PutAsync(item, Patience.Infinite, cancellationToken);

    public ValueTask PutAsync(T item, TimeSpan timeout, CancellationToken cancellationToken) => PutAsync(item, Patience.Of(timeout), cancellationToken);

    public ValueTask<T> GetAsync(CancellationToken cancellationToken) => GetAsync(Patience.Infinite, cancellationToken);

    public ValueTask<T> GetAsync(TimeSpan timeout, CancellationToken cancellationToken) => GetAsync(Patience.Of(timeout), cancellationToken);

    public ValueTask<bool> TryPutAsync(T item, CancellationToken cancellationToken) => ValueTask.FromResult(TryPut(item));

    public ValueTask<(bool Taken, T Item)> TryGetAsync(CancellationToken cancellationToken)
    {
        var taken = TryGet(out var item);
        return ValueTask.FromResult((taken, item));
    }

    public void Save(StateWriter state)
    {
        state.Write(Capacity);
        state.WriteElements(items);
    }

    /// <summary>Nobody refers to the queue any more: whoever still waits is told, and the items are dropped.</summary>
    public ValueTask DisposeAsync()
    {
        getters.FailAll(new ObjectDisposedException(nameof(ISharedQueue<>)));
        putters.FailAll(new ObjectDisposedException(nameof(ISharedQueue<>)));
        items.Clear();
        return ValueTask.CompletedTask;
    }

    private ValueTask PutAsync(T item, Patience patience, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return TryPut(item) ? ValueTask.CompletedTask : new ValueTask(putters.WaitAsync(item, patience, cancellationToken));
    }

    private ValueTask<T> GetAsync(Patience patience, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return TryGet(out var item) ? ValueTask.FromResult(item) : new ValueTask<T>(getters.WaitAsync(true, patience, cancellationToken));
    }

    private bool TryPut(T item)
    {
        if (IsFull)
        {
            return false;
        }

        CallContext.Current.TookEffect();
        items.AddLast(item);
        Serve();
        return true;
    }

    private bool TryGet(out T item)
    {
        if (items.First is not { } head)
        {
            item = default!;
            return false;
        }

        item = head.Value;
        items.Remove(head);
        ReturnIfUndelivered(CallContext.Current, item);
        CallContext.Current.TookEffect();
        Serve();
        return true;
    }

    /// <summary>Lets items meet getters, and putters meet room, until neither can move.</summary>
    private void Serve()
    {
        while (true)
        {
            if (getters.Next is { } getter && items.First is { } head)
            {
                items.Remove(head);
                ReturnIfUndelivered(getter.Call, head.Value);
                getter.Grant(head.Value);
            }
            else if (putters.Next is { } putter && !IsFull)
            {
                items.AddLast(putter.Request);
                putter.Grant(true);
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>An item whose taker never got it goes back to the head, even beyond the capacity: it had its place before.</summary>
    private void ReturnIfUndelivered(CallContext call, T item) => call.UndoIfUndelivered(() => items.AddFirst(item), serve);
}
