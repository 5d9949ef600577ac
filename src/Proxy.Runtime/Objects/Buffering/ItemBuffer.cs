using SharedObjects.Objects.Waiting;

namespace SharedObjects.Objects.Buffering;

/// <summary>
/// Items between those who put and those who take, who wait in line for room and for order. What queues, stacks and priority queues are made of: they
/// differ in the order of the order. Used on its object's turn only.
/// </summary>
internal sealed partial class ItemBuffer<T>
{
    private readonly ItemOrder<T> order;
    private readonly WaitQueue<Offer<T>, bool> putters;
    private readonly WaitQueue<TakeRequest, Taken<T>> takers;
    private readonly WaitQueue<bool, bool> joiners;
    private readonly Action serve;
    private long lastTicket;
    private int takenCount;
    private bool isShutDown;
    private bool isClosed;

    /// <param name="order">Empty; says which item is taken next.</param>
    /// <param name="capacity">How many items it holds at most; <see langword="null"/> for no bound.</param>
    /// <param name="timeProvider">Measures timeouts.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is not positive.</exception>
    public ItemBuffer(ItemOrder<T> order, int? capacity, TimeProvider timeProvider)
    {
        this.order = order;
        Capacity = BufferCapacity.Require(capacity);
        serve = Serve;
        putters = new(timeProvider, serve);
        takers = new(timeProvider);
        joiners = new(timeProvider);
    }

    /// <summary>The leases under which items are out, where the kind has leases.</summary>
    public ItemLeases<T>? Leases { get; init => field = value?.Of(this); }

    public int Count => order.Count;

    public int? Capacity { get; }

    public bool IsFull => order.Count >= Capacity;

    public bool IsShutDown => isShutDown;

    /// <summary>The items that were put and are not done: those that are here, those that are out under leases, and those that were simply taken.</summary>
    public int UnfinishedCount => order.Count + takenCount + (Leases?.Count ?? 0);

    /// <summary>The item that is taken next.</summary>
    public Item<T>? Next => order.Next;

    public ValueTask PutAsync(T value, Patience patience, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return TryPut(value) ? ValueTask.CompletedTask : new ValueTask(putters.WaitAsync(new Offer<T>(value), patience, cancellationToken));
    }

    /// <summary>Puts several items one behind the other, with nothing between them, once there is room for all of them.</summary>
    /// <exception cref="ArgumentException">There never is.</exception>
    public ValueTask PutManyAsync(IReadOnlyCollection<T> items, Patience patience, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return TryPutMany(items) ? ValueTask.CompletedTask : new ValueTask(putters.WaitAsync(new Offer<T>([.. items]), patience, cancellationToken));
    }

    /// <exception cref="QueueShutDownException">Nothing is accepted any more.</exception>
    public bool TryPut(T value)
    {
        order.Check(value);
        ThrowIfShutDown();
        if (IsFull || putters.Count > 0)
        {
            return false;
        }

        var call = CallContext.Current;
        call.TookEffect();
        Add(value, call.Caller);
        Serve();
        return true;
    }

    /// <exception cref="ArgumentException">It could never hold that many.</exception>
    /// <exception cref="QueueShutDownException">Nothing is accepted any more.</exception>
    public bool TryPutMany(IReadOnlyCollection<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (items.Count > Capacity)
        {
            throw new ArgumentException($"{items.Count} items at once never fit where at most {Capacity} are held; put fewer at once.", nameof(items));
        }

        foreach (var item in items)
        {
            order.Check(item);
        }

        ThrowIfShutDown();
        if (items.Count > 0 && (putters.Count > 0 || !HasRoomFor(items.Count)))
        {
            return false;
        }

        var call = CallContext.Current;
        call.TookEffect();
        foreach (var item in items)
        {
            Add(item, call.Caller);
        }

        Serve();
        return true;
    }

    /// <summary>Takes the next item, if there is one.</summary>
    /// <exception cref="QueueShutDownException">There is none, and none will come.</exception>
    public Item<T>? TryTake()
    {
        if (!CanTake())
        {
            return null;
        }

        var call = CallContext.Current;
        var item = HandOver(call);
        call.TookEffect();
        Serve();
        return item;
    }

    /// <summary>Takes what is asked for, as far as it is there.</summary>
    /// <exception cref="QueueShutDownException">There is nothing, and nothing will come.</exception>
    public bool TryTake(TakeRequest request, out Taken<T> taken)
    {
        if (!CanTake())
        {
            taken = default;
            return false;
        }

        var call = CallContext.Current;
        if (!TryHandOver(call, request, out taken))
        {
            throw SessionEnded();
        }

        call.TookEffect();
        Serve();
        return true;
    }

    /// <summary>Takes what is asked for, as far as it is there; waits until something is.</summary>
    public ValueTask<Taken<T>> TakeAsync(TakeRequest request, Patience patience, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return TryTake(request, out var taken) ? ValueTask.FromResult(taken) : new ValueTask<Taken<T>>(WaitAsync(request, patience, cancellationToken));
    }

    /// <summary>Waits until there is something to take.</summary>
    public Task<Taken<T>> WaitAsync(TakeRequest request, Patience patience, CancellationToken cancellationToken) =>
        takers.WaitAsync(request, patience, cancellationToken);

    /// <summary>
    /// An item that its taker never got is back at its place, even beyond the capacity: it had its place before. Its taker may have seen it, so the delivery
    /// counts; but only leases make dead letters, so one more delivery is always left.
    /// </summary>
    public void Undeliver(Item<T> item)
    {
        takenCount = Math.Max(0, takenCount - 1);
        item.DeliveryCount = Math.Min(item.DeliveryCount, (Leases?.MaximumDeliveryCount ?? int.MaxValue) - 1);
        GiveBack(item);
    }

    /// <summary>An item comes back to its place; nobody is served yet.</summary>
    public void GiveBack(Item<T> item)
    {
        if (!isClosed)
        {
            order.Insert(item);
        }
    }

    /// <summary>Lets items meet takers, putters meet room, and whoever waits for the end meet it, until nobody can move.</summary>
    public void Serve()
    {
        while (true)
        {
            if (takers.Next is { Call.HasSessionEnded: true } gone)
            {
                gone.Fail(SessionEnded());
            }
            else if (putters.Next is { Call.HasSessionEnded: true } lost)
            {
                // Its item could not be taken back.
                lost.Fail(SessionEnded());
            }
            else if (takers.Next is { } taker && order.Count > 0)
            {
                if (TryHandOver(taker.Call, taker.Request, out var taken))
                {
                    taker.Grant(taken);
                }
                else
                {
                    taker.Fail(SessionEnded());
                }
            }
            else if (putters.Next is { } putter && HasRoomFor(putter.Request.Count))
            {
                for (var i = 0; i < putter.Request.Count; i++)
                {
                    Add(putter.Request[i], putter.Call.Caller);
                }

                putter.Grant(true);
            }
            else
            {
                break;
            }
        }

        while (joiners.Next is { } joiner && UnfinishedCount == 0)
        {
            joiner.Grant(true);
        }
    }

    /// <summary>Nobody refers to the object any more: whoever still waits is told, and the items are dropped.</summary>
    /// <param name="name">The object's kind.</param>
    public void Dispose(string name)
    {
        Leases?.Dispose();
        takers.FailAll(new ObjectDisposedException(name));
        putters.FailAll(new ObjectDisposedException(name));
        joiners.FailAll(new ObjectDisposedException(name));
        order.Clear();
    }

    private static SessionEndedException SessionEnded() => new("The session that wanted an item has ended.");

    private bool HasRoomFor(int count) => Capacity is not { } capacity || order.Count + count <= capacity;

    private void Add(T value, Caller? origin) => order.Insert(new Item<T>(this, value, origin, ++lastTicket));

    /// <summary>Whether there is an item; those who wait come first, and they wait only while there is none.</summary>
    private bool CanTake() => order.Count > 0 || (isShutDown ? throw ShutDownException() : false);

    private bool TryHandOver(CallContext call, TakeRequest request, out Taken<T> taken)
    {
        if (request.IsLeased)
        {
            return TryLease(call, out taken);
        }

        taken = request.AtMost == 1 ? new Taken<T>(HandOver(call)) : new Taken<T>(HandOver(call, Math.Min(request.AtMost, order.Count)));
        return true;
    }

    private bool TryLease(CallContext call, out Taken<T> taken)
    {
        var item = order.Next!;
        if (!Leases!.TryAdd(call, item, out var lease))
        {
            taken = default;
            return false;
        }

        order.RemoveNext();
        item.DeliveryCount++;
        taken = new Taken<T>(item, lease);
        return true;
    }

    private Item<T> HandOver(CallContext call)
    {
        var item = RemoveNext();
        call.UndoIfUndelivered(item.Undeliver, serve);
        return item;
    }

    private Item<T>[] HandOver(CallContext call, int count)
    {
        var handedOver = new Item<T>[count];
        for (var i = 0; i < count; i++)
        {
            handedOver[i] = RemoveNext();
        }

        // The last first, so that each finds its place where items are taken.
        call.UndoIfUndelivered(() => Array.ForEach([.. handedOver.Reverse()], Undeliver), serve);
        return handedOver;
    }

    private Item<T> RemoveNext()
    {
        var item = order.Next!;
        order.RemoveNext();
        item.DeliveryCount++;
        takenCount++;
        return item;
    }
}
