using System.Diagnostics.CodeAnalysis;
using SharedObjects.Calls.Frames;
using SharedObjects.Server.Objects;
using SharedObjects.Server.Turns;

namespace SharedObjects.Server.Sessions;

/// <summary>
/// What one session holds: objects, calls under way, results it has not confirmed, actions for its end. Pure bookkeeping; thread-safe. Once ended
/// it holds nothing and takes nothing more.
/// </summary>
internal sealed class SessionHolds(Caller caller)
{
    private readonly Lock gate = new();
    private readonly Dictionary<long, Grant> grants = [];
    private readonly Dictionary<long, TurnCall> calls = [];
    private readonly Dictionary<long, Undelivered> undelivered = [];
    private readonly Dictionary<ObjectEntry, LinkedList<EndAction>> endActions = [];
    private readonly Dictionary<Turn, Settlement> settlements = [];
    private long acknowledgedUpTo;
    private volatile bool haveEnded;
    private string ending = $"The session of process {caller.ProcessId} has ended; connect again.";

    public bool HaveEnded => haveEnded;

    public int GrantCount
    {
        get
        {
            lock (gate)
            {
                return grants.Count;
            }
        }
    }

    public int CallCount
    {
        get
        {
            lock (gate)
            {
                return calls.Count;
            }
        }
    }

    public static ObjectNotFoundException NotFound(long id) => new($"Object {id} is not there: it was disposed, or this session was never given it.");

    public SessionEndedException Ended() => new(ending);

    /// <summary>Holds an object once more.</summary>
    /// <exception cref="SessionEndedException">The session has ended.</exception>
    /// <exception cref="ObjectNotFoundException">The object is gone.</exception>
    public void Hold(ObjectEntry entry)
    {
        lock (gate)
        {
            ThrowIfEnded();
            if (grants.TryGetValue(entry.Reference.Id, out var grant))
            {
                grant.Count++;
            }
            else if (entry.TryHold())
            {
                grants.Add(entry.Reference.Id, new Grant(entry));
            }
            else
            {
                throw NotFound(entry.Reference.Id);
            }
        }
    }

    /// <exception cref="ObjectNotFoundException">The session does not hold it.</exception>
    public ObjectEntry Find(long id)
    {
        lock (gate)
        {
            return grants.TryGetValue(id, out var grant) ? grant.Entry : throw NotFound(id);
        }
    }

    /// <summary>Gives holds back.</summary>
    /// <param name="id">The object's.</param>
    /// <param name="count">How many.</param>
    /// <param name="settlement">What the object has to settle then, where there is anything; whoever lets go of an object lets go of what it holds in it.</param>
    /// <returns>The object, if that was the last hold of it; the caller releases it.</returns>
    /// <exception cref="ObjectNotFoundException">The session does not hold it that often.</exception>
    public ObjectEntry? Release(long id, int count, out Settlement? settlement)
    {
        lock (gate)
        {
            settlement = null;
            if (!grants.TryGetValue(id, out var grant) || count <= 0 || count > grant.Count)
            {
                throw new ObjectNotFoundException($"This session was not given object {id} {count} times.");
            }

            grant.Count -= count;
            if (grant.Count > 0)
            {
                return null;
            }

            grants.Remove(id);
            if (endActions.Remove(grant.Entry, out var actions))
            {
                settlement = new Settlement();
                settlement.Actions.AddRange(actions);
            }

            return grant.Entry;
        }
    }

    /// <summary>A call begins. Whatever the outcome, its object is held for it by the caller; if this throws, no longer.</summary>
    /// <exception cref="SessionEndedException">The session has ended, or the call's number was used before.</exception>
    public void Begin(TurnCall call)
    {
        lock (gate)
        {
            // A local call was numbered here; any other number comes from the client, which must not use one again before it has had its result.
            var sequence = call.Frame.Sequence;
            if (!haveEnded && sequence > acknowledgedUpTo && !undelivered.ContainsKey(sequence) && calls.TryAdd(sequence, call))
            {
                return;
            }

            call.Entry.EndCall();
            throw haveEnded ? Ended() : new SessionEndedException($"Call {sequence} was sent twice; it was executed once at most.");
        }
    }

    /// <summary>A call ends, on its object's turn. What it took is remembered until the client confirms it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="listener">Told by clients in this process.</param>
    /// <returns>What to undo at once: the result will not reach the client.</returns>
    public Action? Finish(TurnCall call, IReceiptListener listener)
    {
        lock (gate)
        {
            calls.Remove(call.Frame.Sequence);
            var undo = haveEnded ? call.TakeBack() : call.TakeUndo();
            if (undo is null || (call.Reply.Fault is not null && !haveEnded))
            {
                return undo;
            }

            var taken = new Undelivered(call.Entry, undo, call.Afterwards, call.Reply.Version);
            if (haveEnded)
            {
                return settlements.TryGetValue(call.Entry.Turn, out var settlement) && settlement.TryAdd(taken) ? null : undo;
            }

            undelivered.Add(call.Frame.Sequence, taken);
            call.Reply.ReceiptRequested = true;
            call.Reply.ReceiptListener = listener;
            return null;
        }
    }

    /// <summary>The client has the replies of all calls up to one, and has decoded the results of some.</summary>
    public void Confirm(long upTo, List<long> receipts)
    {
        if (upTo <= Volatile.Read(ref acknowledgedUpTo) && receipts.Count == 0)
        {
            return;
        }

        lock (gate)
        {
            acknowledgedUpTo = Math.Max(acknowledgedUpTo, upTo);
            foreach (var receipt in receipts)
            {
                undelivered.Remove(receipt);
            }
        }
    }

    /// <summary>The client has decoded the result of a call.</summary>
    public void Confirm(long sequence)
    {
        lock (gate)
        {
            undelivered.Remove(sequence);
        }
    }

    /// <param name="entry">The object.</param>
    /// <param name="settle">What it does about what the session holds in it.</param>
    /// <param name="afterwards">What it does when everything is settled.</param>
    /// <param name="mustHold">Whether the session has to hold the object itself: what it holds in an object goes when it gives the object back, so later it may get nothing there.</param>
    /// <exception cref="SessionEndedException">The session has ended, or has given the object back.</exception>
    public EndAction Add(ObjectEntry entry, Action settle, Action? afterwards, bool mustHold)
    {
        lock (gate)
        {
            ThrowIfEnded();
            if (mustHold && !grants.ContainsKey(entry.Reference.Id))
            {
                throw new SessionEndedException($"Process {caller.ProcessId} gave {entry.Contract.Name}#{entry.Reference.Id} back while a call on it was under way, so it is granted nothing there.");
            }

            var registration = new EndAction(this, entry, settle, afterwards);
            if (!endActions.TryGetValue(entry, out var actions))
            {
                endActions.Add(entry, actions = []);
            }

            actions.AddLast(registration.Place);
            return registration;
        }
    }

    public void Remove(EndAction action)
    {
        lock (gate)
        {
            if (action.Place.List is { } actions && endActions.TryGetValue(action.Entry, out var present) && present == actions)
            {
                actions.Remove(action.Place);
                if (actions.Count == 0)
                {
                    endActions.Remove(action.Entry);
                }
            }
        }
    }

    /// <summary>Ends the session and hands out what it held.</summary>
    /// <param name="message">What its later calls are told; <see langword="null"/> for the usual.</param>
    /// <param name="pending">What is to be settled on each turn, in one piece: an object and its parts share one.</param>
    /// <param name="released">The objects it held; the caller releases each once.</param>
    /// <returns>False if it had ended before.</returns>
    public bool TryEnd(
        string? message,
        [NotNullWhen(true)] out IReadOnlyDictionary<Turn, Settlement>? pending,
        [NotNullWhen(true)] out ObjectEntry[]? released)
    {
        lock (gate)
        {
            (pending, released) = (null, null);
            if (haveEnded)
            {
                return false;
            }

            ending = message ?? ending;
            haveEnded = true;
            pending = settlements;
            foreach (var call in calls.Values)
            {
                call.Keep();
                SettlementOf(call.Entry).Calls.Add(call);
            }

            foreach (var taken in undelivered.Values)
            {
                SettlementOf(taken.Entry).Taken.Add(taken);
            }

            foreach (var (entry, actions) in endActions)
            {
                SettlementOf(entry).Actions.AddRange(actions);
            }

            undelivered.Clear();
            endActions.Clear();
            released = [.. grants.Values.Select(static grant => grant.Entry)];
            grants.Clear();
            return true;
        }
    }

    private Settlement SettlementOf(ObjectEntry entry) =>
        settlements.TryGetValue(entry.Turn, out var settlement) ? settlement : settlements[entry.Turn] = new Settlement();

    private void ThrowIfEnded()
    {
        if (haveEnded)
        {
            throw Ended();
        }
    }
}
