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
    private readonly SessionHolds holds;
    private readonly SessionReferences references;
    private readonly bool repliesHere;
    private readonly bool isManagers;
    private long lastSequence;
    private readonly CancellationTokenSource ended = new();

    /// <param name="manager">The manager.</param>
    /// <param name="caller">Whose session it is.</param>
    /// <param name="repliesHere">Whether whoever awaits a reply may go on, on the turn that completed it: true only for connections, which run no user code.</param>
    /// <param name="maximumFrameLength">How long a reply may be, in bytes.</param>
    /// <param name="isManagers">Whether it is the manager's own, in which its objects call each other.</param>
    public Session(ManagerServer manager, Caller caller, bool repliesHere, int maximumFrameLength = int.MaxValue, bool isManagers = false)
    {
        Manager = manager;
        Caller = caller;
        holds = new SessionHolds(caller);
        references = new SessionReferences(this, isManagers);
        Replies = new ReplyLimit(maximumFrameLength);
        this.repliesHere = repliesHere;
        this.isManagers = isManagers;
    }

    public ManagerServer Manager { get; }

    public Caller Caller { get; }

    public ReplyLimit Replies { get; }

    public bool HasEnded => holds.HaveEnded;

    /// <summary>Cancelled when there is nothing left for the client to be told: the session has ended, and not by silence, or that is long ago.</summary>
    public CancellationToken EndToken => ended.Token;

    /// <summary>How many references the session holds; for diagnosis and tests.</summary>
    public int GrantCount => holds.GrantCount;

    /// <summary>How many of its calls are under way.</summary>
    public int CallCount => holds.CallCount;

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
            ThrowIfNotHere(call);
            holds.Confirm(call.AcknowledgedUpTo, call.Receipts);
            references.Resolve(call);
            entry = Resolve(call);
            started = TurnCall.Rent(this, entry, call, repliesHere, cancellationToken);
            holds.Begin(started);
        }
        catch (SharedObjectException exception)
        {
            var refused = ReplyFrame.Failed(exception);
            refused.Sequence = call.Sequence;
            refused.SessionEnded = HasEnded;
            call.Dispose();
            return ValueTask.FromResult(refused);
        }

        var reply = started.ReplyAsync();
        entry.Turn.Start(started, here: entry.Contract.Inline);
        return reply;
    }

    /// <summary>The client has decoded the result of a call.</summary>
    public void Received(long sequence) => holds.Confirm(sequence);

    /// <summary>Holds an object for this session once more.</summary>
    /// <exception cref="ObjectNotFoundException">The object is gone.</exception>
    public void Hold(ObjectEntry entry) => holds.Hold(entry);

    /// <summary>The client gives back <paramref name="count"/> of the times it was handed an object. The count matters: another may be on its way to it.</summary>
    /// <exception cref="ObjectNotFoundException">It was not handed the object that often.</exception>
    public void Release(long id, int count)
    {
        if (holds.Release(id, count, out var settlement) is { } entry)
        {
            if (settlement is not null)
            {
                entry.Turn.Post(null, _ => settlement.Run(Manager.Logger), null);
            }

            entry.Release();
        }
    }

    /// <summary>An object that the session holds.</summary>
    /// <exception cref="ObjectNotFoundException">It does not hold it.</exception>
    public ObjectEntry Find(long id) => holds.Find(id);

    /// <exception cref="SessionEndedException">The session has ended, or has given the object back.</exception>
    public IDisposable AddEndAction(ObjectEntry entry, Action settle, Action? afterwards) => holds.Add(entry, settle, afterwards, mustHold: !isManagers);

    public void LogAbandoned(ObjectEntry entry, string what) => LogAbandoned(Manager.Logger, Caller.ProcessId, Caller.ProcessName, what, entry.Contract.Name, entry.Reference.Id);

    /// <summary>Ends the session, and with it its connection; a second end does nothing.</summary>
    public void End(string reason)
    {
        if (TrySettle(null))
        {
            LogEnded(Manager.Logger, Caller.Session, Caller.ProcessId, reason);
        }

        ended.Cancel();
    }

    /// <summary>
    /// Ends the session of a client that has been silent for too long. It may yet wake, and is then to be told why its calls are refused: so the
    /// connection stays until the client closes it, or <see cref="End"/> is called.
    /// </summary>
    public void EndSilent(TimeSpan timeToLive)
    {
        var message = $"Process {Caller.ProcessId} was silent for longer than {timeToLive.TotalSeconds:0.###} s, its session's time to live: the session has ended, and what it held was given up. The call was not executed; connect again.";
        if (TrySettle(message))
        {
            LogSilent(Manager.Logger, Caller.Session, Caller.ProcessId, Caller.ProcessName, timeToLive);
        }
    }

    private bool TrySettle(string? message)
    {
        if (!holds.TryEnd(message, out var settlements, out var released))
        {
            return false;
        }

        foreach (var (turn, settlement) in settlements)
        {
            turn.Post(null, state => ((Settlement)state!).Run(Manager.Logger), settlement);
        }

        foreach (var entry in released)
        {
            entry.Release();
        }

        if (released.Any(static entry => entry.IsStored))
        {
            Manager.Objects.Abandoned?.Invoke();
        }

        Manager.Forget(this);
        return true;
    }

    /// <summary>Called on the turn when a call ends, before its reply leaves.</summary>
    public void Ended(TurnCall call)
    {
        if (call.Reply.Fault is null)
        {
            references.HandOver(call.Reply);
        }

        var lost = holds.Finish(call, this);
        if (lost is not null)
        {
            try
            {
                lost();
            }
            finally
            {
                // Whatever failed to go back, nobody else waits for it.
                call.Afterwards?.Invoke();
            }
        }

        if (call.Reply.Fault is null && (lost is not null || call.IsTakenBack))
        {
            Replies.Fail(call.Reply, Ended());
        }
    }

    public SessionEndedException Ended() => holds.Ended();

    [LoggerMessage(EventId = 2, Level = LogLevel.Debug, Message = "Session {Session} of process {ProcessId} ended: {Reason}")]
    private static partial void LogEnded(ILogger logger, Guid session, int processId, string reason);

    [LoggerMessage(EventId = 5, Level = LogLevel.Warning, Message = "Process {ProcessId} ({ProcessName}) lost {What} of {Contract}#{Id} without releasing it; dispose leases.")]
    private static partial void LogAbandoned(ILogger logger, int processId, string processName, string what, string contract, long id);

    [LoggerMessage(EventId = 6, Level = LogLevel.Warning, Message = "Process {ProcessId} ({ProcessName}) was silent for longer than {TimeToLive}: session {Session} has ended.")]
    private static partial void LogSilent(ILogger logger, Guid session, int processId, string processName, TimeSpan timeToLive);

    /// <summary>Calls inside the manager name no session; whatever comes from a client names its own, and that has not ended.</summary>
    private void ThrowIfNotHere(CallFrame call)
    {
        if (HasEnded)
        {
            throw Ended();
        }

        if (call.TargetHandle is not LocalHandle && call.Session != Caller.Session)
        {
            throw new SessionEndedException($"The call belongs to session {call.Session:N}, which is not this connection's. It was not executed; connect again.");
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
            entry = holds.Find(call.TargetId);
        }

        if (call.Fingerprint != entry.Contract.Fingerprint)
        {
            throw new ContractMismatchException(entry.Contract.Name, $"The call speaks of another version of {entry.Contract.Name}; ask the manager for its members first.");
        }

        return entry.TryBeginCall() ? entry : throw SessionHolds.NotFound(call.TargetId);
    }
}
