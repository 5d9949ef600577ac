using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using SharedObjects.Calls;
using SharedObjects.Calls.Frames;
using SharedObjects.Server.Objects;
using SharedObjects.Server.Turns;

namespace SharedObjects.Server.Sessions;

/// <summary>
/// One client's stay with the manager, and the owner of everything it holds: its references, its waiting calls, the results it has not confirmed.
/// When it ends, each object it touched settles that on its own turn: waiting calls first, then holds; only then does anybody else move.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A source without a timer or a wait handle holds nothing.")]
internal sealed partial class Session : ICallInvoker, IReceiptListener
{
    private readonly Lock gate = new();
    private readonly Dictionary<long, Grant> grants = [];
    private readonly Dictionary<long, TurnCall> calls = [];
    private readonly Dictionary<long, Undelivered> undelivered = [];
    private readonly HashSet<EndAction> endActions = [];
    private readonly bool repliesHere;
    private long lastSequence;
    private long acknowledgedUpTo;
    private readonly CancellationTokenSource ended = new();
    private volatile bool hasEnded;

    /// <param name="manager">The manager.</param>
    /// <param name="caller">Whose session it is.</param>
    /// <param name="repliesHere">Whether whoever awaits a reply may go on, on the turn that completed it: true only for connections, which run no user code.</param>
    /// <param name="maximumFrameLength">How long a reply may be, in bytes.</param>
    public Session(ManagerServer manager, Caller caller, bool repliesHere, int maximumFrameLength = int.MaxValue)
    {
        Manager = manager;
        Caller = caller;
        Replies = new ReplyLimit(maximumFrameLength);
        this.repliesHere = repliesHere;
    }

    public ManagerServer Manager { get; }

    public Caller Caller { get; }

    public ReplyLimit Replies { get; }

    public bool HasEnded => hasEnded;

    /// <summary>Cancelled when the session ends.</summary>
    public CancellationToken EndToken => ended.Token;

    /// <summary>How many references the session holds; for diagnosis and tests.</summary>
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

    /// <summary>How many of its calls are under way.</summary>
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

    public CallFrame Rent()
    {
        var call = CallFrame.Rent();
        call.Serializer = Manager.Serializer;
        call.Host = Manager;
        return call;
    }

    public ReplyFrame Invoke(CallFrame call, CancellationToken cancellationToken)
    {
        if (call.TargetHandle is LocalHandle { Entry.Turn.IsHeldHere: true })
        {
            call.Dispose();
            return ReplyFrame.Failed(new InvalidOperationException("A referent cannot block on a call to itself: the call would wait for the turn this one has."));
        }

        var reply = InvokeAsync(call, cancellationToken);
        return reply.IsCompleted ? reply.GetAwaiter().GetResult() : reply.AsTask().GetAwaiter().GetResult();
    }

    public ValueTask<ReplyFrame> InvokeAsync(CallFrame call, CancellationToken cancellationToken)
    {
        TurnCall started;
        ObjectEntry entry;
        try
        {
            Acknowledge(call);
            ResolveReferences(call);
            entry = Resolve(call);
            started = TurnCall.Rent(this, entry, call, repliesHere, cancellationToken);
            Register(started);
        }
        catch (SharedObjectException exception)
        {
            var refused = ReplyFrame.Failed(exception);
            refused.Sequence = call.Sequence;
            call.Dispose();
            return ValueTask.FromResult(refused);
        }

        var reply = started.ReplyAsync();
        entry.Turn.Start(started, here: entry.Contract.Inline);
        return reply;
    }

    /// <summary>The client has decoded the result of a call.</summary>
    public void Received(long sequence)
    {
        lock (gate)
        {
            undelivered.Remove(sequence);
        }
    }

    /// <summary>Holds an object for this session once more.</summary>
    /// <exception cref="ObjectNotFoundException">The object is gone.</exception>
    public void Hold(ObjectEntry entry)
    {
        lock (gate)
        {
            if (hasEnded)
            {
                throw Ended();
            }

            if (grants.TryGetValue(entry.Reference.Id, out var grant))
            {
                grant.Count++;
                return;
            }

            if (!entry.TryHold())
            {
                throw NotFound(entry.Reference.Id);
            }

            grants.Add(entry.Reference.Id, new Grant(entry));
        }
    }

    /// <summary>The client gives back <paramref name="count"/> of the times it was handed an object. The count matters: another may be on its way to it.</summary>
    public void Release(long id, int count)
    {
        ObjectEntry entry;
        lock (gate)
        {
            if (!grants.TryGetValue(id, out var grant) || count <= 0 || count > grant.Count)
            {
                throw new ObjectNotFoundException($"This session was not given object {id} {count} times.");
            }

            grant.Count -= count;
            if (grant.Count > 0)
            {
                return;
            }

            grants.Remove(id);
            entry = grant.Entry;
        }

        entry.Release();
    }

    public IDisposable AddEndAction(ObjectEntry entry, Action action)
    {
        var registration = new EndAction(this, entry, action);
        lock (gate)
        {
            if (hasEnded)
            {
                throw Ended();
            }

            endActions.Add(registration);
        }

        return registration;
    }

    public void RemoveEndAction(EndAction action)
    {
        lock (gate)
        {
            endActions.Remove(action);
        }
    }

    /// <summary>Ends the session; a second end does nothing.</summary>
    public void End(string reason)
    {
        var touched = new Dictionary<ObjectEntry, Settlement>();
        Grant[] released;
        lock (gate)
        {
            if (hasEnded)
            {
                return;
            }

            hasEnded = true;
            foreach (var call in calls.Values)
            {
                call.Keep();
                SettlementOf(touched, call.Entry).Calls.Add(call);
            }

            foreach (var taken in undelivered.Values)
            {
                SettlementOf(touched, taken.Entry).Taken.Add(taken);
            }

            foreach (var action in endActions)
            {
                SettlementOf(touched, action.Entry).Actions.Add(action.Action);
            }

            undelivered.Clear();
            endActions.Clear();
            released = [.. grants.Values];
            grants.Clear();
        }

        LogEnded(Manager.Logger, Caller.Session, Caller.ProcessId, reason);
        foreach (var (entry, settlement) in touched)
        {
            entry.Turn.Post(null, state => ((Settlement)state!).Run(Manager.Logger), settlement);
        }

        foreach (var grant in released)
        {
            grant.Entry.Release();
        }

        Manager.Forget(this);
        ended.Cancel();
    }

    /// <summary>Called on the turn when a call ends, before its reply leaves.</summary>
    public void Ended(TurnCall call)
    {
        Action? lost = null;
        SharedObjectException? failure = null;
        if (call.Reply.Fault is null)
        {
            try
            {
                foreach (var slot in call.Reply.References)
                {
                    Hold(slot.Handle is LocalHandle handle ? handle.Entry : throw Foreign(slot.Reference));
                }
            }
            catch (SharedObjectException exception)
            {
                failure = exception;
            }

            foreach (var slot in call.Reply.References)
            {
                (slot.Handle as LocalHandle)?.HandedOver();
            }

            if (failure is not null)
            {
                Replies.Fail(call.Reply, failure);
            }
        }

        lock (gate)
        {
            calls.Remove(call.Frame.Sequence);
            if (call.TakeUndo() is { } undo)
            {
                if (hasEnded || call.Reply.Fault is not null)
                {
                    lost = undo;
                }
                else
                {
                    undelivered.Add(call.Frame.Sequence, new Undelivered(call.Entry, undo, call.Reply.Version));
                    call.Reply.ReceiptRequested = true;
                    call.Reply.ReceiptListener = this;
                }
            }
        }

        lost?.Invoke();
        if (call.Reply.Fault is null && (lost is not null || call.IsTakenBack))
        {
            Replies.Fail(call.Reply, Ended());
        }
    }

    public SessionEndedException Ended() => new($"The session of process {Caller.ProcessId} has ended; connect again.");

    private static Settlement SettlementOf(Dictionary<ObjectEntry, Settlement> touched, ObjectEntry entry) =>
        touched.TryGetValue(entry, out var settlement) ? settlement : touched[entry] = new Settlement();

    private static ObjectNotFoundException Foreign(ObjectReference reference) =>
        new($"{reference.Contract}#{reference.Id} lives in another manager; this one cannot keep it or hand it out.");

    private static ObjectNotFoundException NotFound(long id) => new($"Object {id} is not there: it was disposed, or this session was never given it.");

    [LoggerMessage(EventId = 2, Level = LogLevel.Debug, Message = "Session {Session} of process {ProcessId} ended: {Reason}")]
    private static partial void LogEnded(ILogger logger, Guid session, int processId, string reason);

    private void Acknowledge(CallFrame call)
    {
        if (call.AcknowledgedUpTo <= acknowledgedUpTo && call.Receipts.Count == 0)
        {
            return;
        }

        lock (gate)
        {
            acknowledgedUpTo = Math.Max(acknowledgedUpTo, call.AcknowledgedUpTo);
            foreach (var receipt in call.Receipts)
            {
                undelivered.Remove(receipt);
            }
        }
    }

    private ObjectEntry Resolve(CallFrame call)
    {
        ObjectEntry? entry;
        if (call.TargetHandle is LocalHandle local)
        {
            call.Sequence = Interlocked.Increment(ref lastSequence);
            entry = local.Entry;
        }
        else if (call.TargetId == ObjectReference.ManagerId)
        {
            entry = Manager.Root;
        }
        else
        {
            lock (gate)
            {
                entry = grants.TryGetValue(call.TargetId, out var grant) ? grant.Entry : throw NotFound(call.TargetId);
            }
        }

        if (call.Fingerprint != entry.Contract.Fingerprint)
        {
            throw new ContractMismatchException(entry.Contract.Name, $"The call speaks of another version of {entry.Contract.Name}; ask the manager for its members first.");
        }

        return entry.TryHold() ? entry : throw NotFound(call.TargetId);
    }

    private void ResolveReferences(CallFrame call)
    {
        var references = call.References;
        for (var i = 0; i < references.Count; i++)
        {
            var (reference, handle) = references[i];
            if (handle is LocalHandle)
            {
                continue;
            }

            if (reference.Home != Manager.Home)
            {
                throw Foreign(reference);
            }

            ObjectEntry entry;
            lock (gate)
            {
                entry = grants.TryGetValue(reference.Id, out var grant) ? grant.Entry : throw NotFound(reference.Id);
            }

            references[i] = new ReferenceSlot(entry.Reference, Manager.StoredHandleOf(entry));
        }
    }

    private void Register(TurnCall call)
    {
        lock (gate)
        {
            if (hasEnded)
            {
                call.Entry.Release();
                throw Ended();
            }

            // A local call was numbered here; any other number comes from the client, which must not use one again before it has had its result.
            var sequence = call.Frame.Sequence;
            if (sequence <= acknowledgedUpTo || undelivered.ContainsKey(sequence) || !calls.TryAdd(sequence, call))
            {
                call.Entry.Release();
                throw new SessionEndedException($"Call {sequence} was sent twice; it was executed once at most.");
            }
        }
    }
}
