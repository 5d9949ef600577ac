using SharedObjects.Contracts.State;
using SharedObjects.Objects.Holding;

namespace SharedObjects.Objects.Buffering;

/// <summary>
/// The items of a buffer that are out under leases: each is completed, or comes back when it is abandoned, when its lease expires, or with its session.
/// An item that came back as often as it may be delivered becomes a dead letter instead. Used on its object's turn only.
/// </summary>
internal sealed class ItemLeases<T>
{
    private const long Never = long.MaxValue;

    private readonly TimeProvider timeProvider;
    private readonly TimeSpan duration;
    private readonly HoldTable<LeasedItem<T>> holds;
    private ItemBuffer<T> buffer = null!;
    private SynchronizationContext? turn;
    private ITimer? timer;
    private long armedFor = Never;
    private bool isDisposed;

    /// <summary>Dead letters of one session, or of one moment, the last first: together they come in their old order.</summary>
    private readonly Stack<Item<T>> dying = new();

    /// <param name="maximumDeliveryCount">How often an item is delivered at most.</param>
    /// <param name="duration">How long a lease lasts.</param>
    /// <param name="timeProvider">Says when it has.</param>
    public ItemLeases(int maximumDeliveryCount, TimeSpan duration, TimeProvider timeProvider)
    {
        this.timeProvider = timeProvider;
        MaximumDeliveryCount = maximumDeliveryCount;
        this.duration = duration;
        holds = new(timeProvider, (hold, _) => Return(hold), Settled);
    }

    public int MaximumDeliveryCount { get; }

    public int Count => holds.Count;

    /// <summary>The items that are out and come back if their leases are lost.</summary>
    public IEnumerable<Item<T>> Returning => holds.All.Select(static hold => hold.Value.Item).Where(item => !IsSpent(item));

    /// <summary>The items that came back too often.</summary>
    public DeadLetters<T> DeadLetters { get; } = new();

    /// <summary>Says whose items they are.</summary>
    public ItemLeases<T> Of(ItemBuffer<T> owner)
    {
        buffer = owner;
        return this;
    }

    /// <summary>A call is granted an item under a lease.</summary>
    /// <returns>False if the caller's session has ended already, so that it must not be granted anything.</returns>
    public bool TryAdd(CallContext call, Item<T> item, out long lease)
    {
        var deadline = DeadlineAfter(duration);
        if (!holds.TryAdd(call, new LeasedItem<T>(item, deadline), out var hold))
        {
            lease = 0;
            return false;
        }

        lease = hold.Lease;
        turn = call.Turn;
        Watch(deadline);
        return true;
    }

    /// <summary>The calling session is done with an item.</summary>
    /// <exception cref="LeaseNotHeldException">It does not hold it, or not any more.</exception>
    public void Complete(long lease)
    {
        holds.Forget(Find(lease));
        WatchNoMore();
        CallContext.Current.TookEffect();
        buffer.Serve();
    }

    /// <summary>The calling session gives an item back.</summary>
    /// <exception cref="LeaseNotHeldException">It does not hold it, or not any more.</exception>
    public void Abandon(long lease)
    {
        var hold = Find(lease);
        holds.Forget(hold);
        Return(hold);
        Bury();
        CallContext.Current.TookEffect();
        buffer.Serve();
    }

    /// <summary>The calling session keeps an item for <paramref name="longer"/>, from now.</summary>
    /// <exception cref="LeaseNotHeldException">It does not hold it, or not any more.</exception>
    public void Extend(long lease, TimeSpan longer)
    {
        var hold = Find(lease);
        var deadline = DeadlineAfter(longer);
        hold.Value = hold.Value with { Deadline = deadline };
        Watch(deadline);
    }

    /// <summary>Writes the dead letters, and behind them those that become some when their leases are lost.</summary>
    public void SaveDeadLetters(StateWriter state, Action<StateWriter, T> writeValue)
    {
        Item<T>[] saved = [.. DeadLetters.All, .. holds.All.OrderBy(static hold => hold.Lease).Select(static hold => hold.Value.Item).Where(IsSpent)];
        state.Write(saved.Length);
        foreach (var item in saved)
        {
            ItemBuffer<T>.WriteItem(state, item, writeValue);
        }
    }

    public void RestoreDeadLetters(StateReader state, Func<StateReader, T> readValue)
    {
        for (var count = state.Read<int>(); count > 0; count--)
        {
            DeadLetters.Add(buffer.ReadItem(state, readValue));
        }
    }

    public void Dispose()
    {
        isDisposed = true;
        timer?.Dispose();
    }

    /// <summary>What the calling session holds. A lease ends at its deadline, also if the timer that says so is late.</summary>
    private Hold<LeasedItem<T>> Find(long lease)
    {
        if (holds.Find(lease).Value.Deadline <= timeProvider.GetTimestamp())
        {
            ReturnExpired();
        }

        return holds.Find(lease);
    }

    private void Settled()
    {
        Bury();
        buffer.Serve();
    }

    private void Return(Hold<LeasedItem<T>> hold)
    {
        WatchNoMore();
        var item = hold.Value.Item;
        if (IsSpent(item))
        {
            dying.Push(item);
        }
        else
        {
            buffer.GiveBack(item);
        }
    }

    private void Bury()
    {
        while (dying.TryPop(out var item))
        {
            DeadLetters.Add(item);
        }
    }

    private bool IsSpent(Item<T> item) => item.DeliveryCount >= MaximumDeliveryCount;

    private void ReturnExpired()
    {
        if (isDisposed)
        {
            return;
        }

        armedFor = Never;
        var now = timeProvider.GetTimestamp();
        var expired = holds.All.Where(hold => hold.Value.Deadline <= now).OrderByDescending(static hold => hold.Value.Item.Ticket).ToArray();
        foreach (var hold in expired)
        {
            holds.Forget(hold);
            Return(hold);
        }

        Bury();

        if (holds.Count > 0)
        {
            Watch(holds.All.Min(static hold => hold.Value.Deadline));
        }

        buffer.Serve();
    }

    private long DeadlineAfter(TimeSpan time) => timeProvider.GetTimestamp() + (long)(time.TotalSeconds * timeProvider.TimestampFrequency);

    /// <summary>One timer for all leases, set for the earliest deadline there was: most are completed long before.</summary>
    private void Watch(long deadline)
    {
        if (deadline >= armedFor)
        {
            return;
        }

        armedFor = deadline;
        timer ??= timeProvider.CreateTimer(static state => ((ItemLeases<T>)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        // A timer counts whole milliseconds; one that came early would have to be set again.
        var left = timeProvider.GetElapsedTime(timeProvider.GetTimestamp(), deadline);
        timer.Change(TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(left.TotalMilliseconds))), Timeout.InfiniteTimeSpan);
    }

    /// <summary>A timer that is set keeps the object from being collected.</summary>
    private void WatchNoMore()
    {
        if (holds.Count == 0 && armedFor != Never)
        {
            armedFor = Never;
            timer!.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>The timer fires on a thread of its own; leases end on the object's turn like everything else.</summary>
    private void OnTimer()
    {
        if (turn is { } context)
        {
            context.Post(static state => ((ItemLeases<T>)state!).ReturnExpired(), this);
        }
        else
        {
            ReturnExpired();
        }
    }
}
