using System.Threading.Tasks.Sources;
using SharedObjects.Calls;
using SharedObjects.Calls.Frames;
using SharedObjects.Calls.Streams;
using SharedObjects.Server.Objects;
using SharedObjects.Server.Sessions;

namespace SharedObjects.Server.Turns;

/// <summary>
/// One call from its arrival to its reply. Everything but its creation and the awaiting of its reply happens on the object's turn. Reused when it
/// ended without ever waiting and its contract is built in: then nothing can have kept its contexts.
/// </summary>
internal sealed class TurnCall : IncomingCall, IValueTaskSource<ReplyFrame>
{
    private static readonly FramePool<TurnCall> Pool = new(static () => new TurnCall());

    private readonly TurnCallContext context;
    private readonly TurnSynchronizationContext synchronization;
    private readonly Action finish;
    private ManualResetValueTaskSourceCore<ReplyFrame> completion;
    private ValueTask execution;
    private CancellationTokenSource? cancellation;
    private CancellationTokenRegistration requested;
    private CancellationToken callerToken;
    private Action? undo;
    private bool kept;
    private bool ended;
    private bool isWatched;
    private bool hasBegun;

    private TurnCall()
    {
        context = new TurnCallContext(this);
        synchronization = new TurnSynchronizationContext(this);
        finish = Finish;
    }

    public Session Session { get; private set; } = null!;

    public ObjectEntry Entry { get; private set; } = null!;

    /// <summary>When the call took effect; 0 before that.</summary>
    public long Version => Reply.Version;

    /// <summary>Made when the member asks for it.</summary>
    public override CancellationToken CancellationToken => Source.Token;

    /// <summary>One source, whoever asks first: a concurrent object's calls are cancelled while they run.</summary>
    private CancellationTokenSource Source =>
        cancellation ?? Interlocked.CompareExchange(ref cancellation, new CancellationTokenSource(), null) ?? cancellation;

    private protected override StreamHost StreamHost =>
        new(Entry.Referent, Entry.Turn.IsExclusive, Session.Replies.MostBytes, Reply.Serializer, Reply.Host);

    private protected override string MemberName => Entry.Contract.MemberName(Member);

    public static TurnCall Rent(Session session, ObjectEntry entry, CallFrame frame, bool replyHere, CancellationToken cancellationToken)
    {
        var call = Pool.Rent();
        call.Session = session;
        call.Entry = entry;
        call.Frame = frame;
        call.Reply = ReplyFrame.Rent();
        call.Reply.Sequence = frame.Sequence;
        call.Reply.Host = session.Manager;
        call.Reply.Serializer = frame.Serializer;
        call.callerToken = cancellationToken;
        call.completion.RunContinuationsAsynchronously = !replyHere;
        return call;
    }

    public ValueTask<ReplyFrame> ReplyAsync() => new(this, completion.Version);

    public void Begin()
    {
        hasBegun = true;
        var outer = Enter(out var outerSynchronization);
        try
        {
            if (Session.HasEnded)
            {
                throw Session.Ended();
            }

#pragma warning disable CA2012 // Consumed once, by Finish.
            execution = Entry.Contract.Dispatcher.DispatchAsync(Entry.Referent, this);
#pragma warning restore CA2012
            if (execution.IsCompleted)
            {
                Finish();
            }
            else
            {
                Park();
            }
        }
        catch (Exception exception)
        {
            End(exception);
        }
        finally
        {
            Leave(outer, outerSynchronization);
        }
    }

    public void Continue(SendOrPostCallback callback, object? state)
    {
        var outer = Enter(out var outerSynchronization);
        try
        {
            callback(state);
        }
        finally
        {
            Leave(outer, outerSynchronization);
        }
    }

    public void Post(SendOrPostCallback callback, object? state) => Entry.Turn.Post(this, callback, state);

    /// <summary>Stamps the call; too late once it has ended, because its reply is the caller's then, or somebody else's already.</summary>
    public void TookEffect()
    {
        if (!ended)
        {
            Stamp();
        }
    }

    /// <summary>Somebody will still refer to this call after it has ended, so it must not become another one.</summary>
    public void Keep() => kept = true;

    private protected override void OutlivesItself() => Keep();

    /// <summary>What to do if the caller never gets the result: the last first, and each whatever becomes of the others.</summary>
    public void AddUndo(Action action, Action? then)
    {
        undo = undo is { } earlier ? Both(action, earlier) : action;
        if (then is not null && Afterwards != then)
        {
            Afterwards = Afterwards is { } first ? Both(first, then) : then;
        }

        static Action Both(Action one, Action other) => () =>
        {
            try
            {
                one();
            }
            finally
            {
                other();
            }
        };
    }

    /// <summary>What lets others move once everything has gone back.</summary>
    public Action? Afterwards { get; private set; }

    /// <summary>Whether what the call did was undone, or is about to be: then its result is not true any more.</summary>
    public bool IsTakenBack { get; private set; }

    /// <summary>How to take back what the caller never got; handed out once.</summary>
    public Action? TakeUndo() => Interlocked.Exchange(ref undo, null);

    /// <summary>As <see cref="TakeUndo"/>, by one who will use it.</summary>
    public Action? TakeBack()
    {
        var taken = TakeUndo();
        IsTakenBack |= taken is not null;
        return taken;
    }

    /// <summary>Asks the member to end early; on the turn.</summary>
    public void Cancel()
    {
        if (ended)
        {
            return;
        }

        if (!hasBegun && Entry.Turn.TryWithdraw(this))
        {
            End(new OperationCanceledException("The call was cancelled before it began."));
            return;
        }

        Source.Cancel();
    }

    ReplyFrame IValueTaskSource<ReplyFrame>.GetResult(short token)
    {
        var reply = completion.GetResult(token);
        Recycle();
        return reply;
    }

    ValueTaskSourceStatus IValueTaskSource<ReplyFrame>.GetStatus(short token) => completion.GetStatus(token);

    void IValueTaskSource<ReplyFrame>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        completion.OnCompleted(continuation, state, token, flags);

    private CallContext? Enter(out SynchronizationContext? outerSynchronization)
    {
        outerSynchronization = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(Entry.Contract.Turns == TurnMode.Concurrent ? null : synchronization);
        return context.Enter();
    }

    private static void Leave(CallContext? outer, SynchronizationContext? outerSynchronization)
    {
        TurnCallContext.Leave(outer);
        SynchronizationContext.SetSynchronizationContext(outerSynchronization);
    }

    private void Park()
    {
        // Watched before the end can come: a concurrent object's call may end on another thread as soon as it is awaited.
        Watch();
        execution.GetAwaiter().UnsafeOnCompleted(finish);
    }

    /// <summary>From now on the caller's token cancels the call, on the turn.</summary>
    public void Watch()
    {
        kept = true;
        if (callerToken.CanBeCanceled && !isWatched)
        {
            isWatched = true;
            requested = callerToken.UnsafeRegister(
                static state => ((TurnCall)state!).Post(static call => ((TurnCall)call!).Cancel(), state),
                this);
        }
    }

    private void Finish()
    {
        try
        {
            execution.GetAwaiter().GetResult();
            End(null);
        }
        catch (Exception exception)
        {
            End(exception);
        }
    }

    private void End(Exception? exception)
    {
        if (ended)
        {
            return;
        }

        ended = true;
        try
        {
            requested.Dispose();
            exception ??= Session.Replies.RefusalOf(this);
            if (exception is null)
            {
                Stamp();
            }
            else
            {
                // A refusal is no operation; it says after which one it came.
                Reply.Version = Reply.Version == 0 ? Entry.LastOperation : Reply.Version;
                Session.Replies.Fail(Reply, exception is OperationCanceledException && Session.HasEnded ? Session.Ended() : exception);
            }

            Session.Ended(this);
        }
        catch (Exception unexpected)
        {
            // A referent's undo failed. Its caller hears of it, and the object goes on: whatever happens, a call ends.
            Session.Replies.Fail(Reply, unexpected);
        }
        finally
        {
            Reply.SessionEnded = Session.HasEnded;
            Entry.CallEnded(this);
            Frame.Dispose();
            completion.SetResult(Reply);
        }
    }

    private void Stamp()
    {
        if (Reply.Version == 0)
        {
            Reply.Version = Entry.NextOperation();
        }
    }

    private void Recycle()
    {
        if (kept || !Entry.Contract.Inline || cancellation is { IsCancellationRequested: true })
        {
            return;
        }

        if (cancellation is not null && !cancellation.TryReset())
        {
            cancellation = null;
        }

        completion.Reset();
        Session = null!;
        Entry = null!;
        Frame = null!;
        Reply = null!;
        undo = null;
        Afterwards = null;
        isWatched = false;
        hasBegun = false;
        IsTakenBack = false;
        execution = default;
        requested = default;
        callerToken = default;
        ended = false;
        Pool.Return(this);
    }
}
