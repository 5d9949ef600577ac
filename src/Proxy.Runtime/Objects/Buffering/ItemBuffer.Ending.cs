using SharedObjects.Contracts.State;
using SharedObjects.Objects.Waiting;

namespace SharedObjects.Objects.Buffering;

/// <content>The end of single items, of all of them, and of the whole; and what is left of it in a saved state.</content>
internal sealed partial class ItemBuffer<T>
{
    /// <summary>An item that was simply taken is done.</summary>
    /// <exception cref="InvalidOperationException">None is out.</exception>
    public void TaskDone()
    {
        if (takenCount == 0)
        {
            throw new InvalidOperationException("No taken item is unfinished: call this once for every item that was taken, and not for leased ones, which are completed.");
        }

        takenCount--;
        CallContext.Current.TookEffect();
        Serve();
    }

    /// <summary>Waits until everything that was put is done.</summary>
    public ValueTask JoinAsync(Patience patience, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return UnfinishedCount == 0 ? ValueTask.CompletedTask : new ValueTask(joiners.WaitAsync(true, patience, cancellationToken));
    }

    /// <summary>Drops every item that is here.</summary>
    /// <returns>How many.</returns>
    public int Clear()
    {
        var count = order.Count;
        order.Clear();
        CallContext.Current.TookEffect();
        Serve();
        return count;
    }

    /// <summary>Accepts nothing any more.</summary>
    /// <param name="immediate">Whether the items are dropped too, and those that come back later.</param>
    public void ShutDown(bool immediate)
    {
        isShutDown = true;
        if (immediate)
        {
            isClosed = true;
            order.Clear();
        }

        CallContext.Current.TookEffect();
        putters.FailAll(ShutDownException());
        takers.FailAll(ShutDownException());
        Serve();
    }

    /// <exception cref="QueueShutDownException">Nothing is accepted any more.</exception>
    public void ThrowIfShutDown()
    {
        if (isShutDown)
        {
            throw ShutDownException();
        }
    }

    /// <summary>Writes everything but the capacity and the leases; what is leased counts as back, as far as it would come back.</summary>
    /// <param name="state">Takes it.</param>
    /// <param name="writeValue">Writes what an item holds.</param>
    public void Save(StateWriter state, Action<StateWriter, T> writeValue)
    {
        var saved = order.All.Concat(isClosed ? [] : Leases?.Returning ?? []).OrderBy(static item => item.Ticket).ToArray();
        state.Write(lastTicket);
        state.Write(takenCount);
        state.Write(isShutDown);
        state.Write(isClosed);
        state.Write(saved.Length);
        foreach (var item in saved)
        {
            WriteItem(state, item, writeValue);
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote, into an empty buffer.</summary>
    public void Restore(StateReader state, Func<StateReader, T> readValue)
    {
        lastTicket = state.Read<long>();
        takenCount = state.Read<int>();
        isShutDown = state.Read<bool>();
        isClosed = state.Read<bool>();
        for (var count = state.Read<int>(); count > 0; count--)
        {
            order.Insert(ReadItem(state, readValue));
        }
    }

    public static void WriteItem(StateWriter state, Item<T> item, Action<StateWriter, T> writeValue)
    {
        state.Write(item.Ticket);
        state.Write(item.DeliveryCount);
        state.Write(item.Origin);
        writeValue(state, item.Value);
    }

    public Item<T> ReadItem(StateReader state, Func<StateReader, T> readValue)
    {
        var ticket = state.Read<long>();
        var deliveryCount = state.Read<int>();
        var origin = state.Read<Caller?>();
        return new Item<T>(this, readValue(state), origin, ticket) { DeliveryCount = deliveryCount };
    }

    private static QueueShutDownException ShutDownException() => new("It was shut down: nothing is accepted any more, and everything that was there is taken or dropped.");
}
