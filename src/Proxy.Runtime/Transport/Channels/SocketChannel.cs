using System.Net.Sockets;
using Nerdbank.MessagePack;
using SharedObjects.Calls;
using SharedObjects.Transport.JsonRpc;

namespace SharedObjects.Transport.Channels;

/// <summary>
/// A client's end of a connection: the same JSON-RPC messages that the manager's StreamJsonRpc speaks, without loading it. A client only calls and
/// cancels, so all it needs of JSON-RPC is here, and a child process starts in half the time (docs/decisions/0003-client-channel.md).
/// When the connection is lost, so is the session: every call under way ends with <see cref="ManagerLostException"/>.
/// </summary>
internal sealed class SocketChannel : ISessionChannel
{
    private readonly Lock gate = new();
    private readonly Dictionary<long, PendingCall> pending = [];
    private readonly CancellationTokenSource lost = new();
    private readonly Socket socket;
    private readonly IDisposable connection;
    private readonly FrameSender sender;
    private readonly FrameReceiver receiver;
    private readonly int maximumFrameLength;
    private long lastId;
    private Exception? loss;
    private bool isGivenUp;
    private int disposed;

    /// <param name="socket">The connection, both sides of it proved.</param>
    /// <param name="welcome">What the manager said of the session.</param>
    /// <param name="connection">Owns the socket; disposed with the channel.</param>
    public SocketChannel(Socket socket, SessionWelcome welcome, IDisposable connection)
    {
        this.socket = socket;
        this.connection = connection;
        Session = welcome.Session;
        Home = welcome.Home;
        ManagerContract = welcome.ManagerContract;
        TimeToLive = welcome.TimeToLive;
        maximumFrameLength = welcome.MaximumFrameLength;
        socket.Blocking = false;
        sender = new FrameSender(socket, Lose);
        receiver = new FrameReceiver(socket, maximumFrameLength, Receive, Lose);
        receiver.Start();
    }

    public Guid Session { get; }

    public Guid Home { get; }

    public ContractVersion ManagerContract { get; }

    public TimeSpan TimeToLive { get; }

    public CancellationToken Lost => lost.Token;

    public CallFrame Rent() => CallFrame.Rent();

    public ValueTask<ReplyFrame> InvokeAsync(CallFrame call, CancellationToken cancellationToken)
    {
        var length = FrameLimit.LengthOf(call);
        if (length > FrameLimit.BodyWithin(maximumFrameLength))
        {
            var tooLarge = new EncodingException(
                $"The arguments of {call.Contract?.MemberName(call.Member)} take {length} bytes; the manager accepts frames of {maximumFrameLength}. Send less at once, or raise MaximumFrameLength in the manager's options.");
            call.Dispose();
            return ValueTask.FromException<ReplyFrame>(tooLarge);
        }

        var waiting = PendingCall.Rent(call);
        var reply = waiting.ReplyAsync();
        long id;
        lock (gate)
        {
            if (loss is not null)
            {
                waiting.Fail(Gone(CallOutcome.Failed));
                return reply;
            }

            id = ++lastId;
            pending.Add(id, waiting);
        }

        call.IsSent = true;
        sender.Send((id, call), static (ref MessagePackWriter writer, (long Id, CallFrame Call) message) => Envelope.WriteCallHead(ref writer, message.Id, message.Call), call.Body.Written.Span);

        // After it is sent, or the cancellation could overtake it. The pending call is ours until the reply is taken, which needs our result.
        if (cancellationToken.CanBeCanceled)
        {
            waiting.CancelBy(cancellationToken.UnsafeRegister(static state => ((Cancellation)state!).Request(), new Cancellation(this, id)));
        }

        return reply;
    }

    public ReplyFrame Invoke(CallFrame call, CancellationToken cancellationToken) =>
        InvokeAsync(call, cancellationToken).AsTask().GetAwaiter().GetResult();

    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0)
        {
            Lose(new ObjectDisposedException(nameof(SocketChannel)));
        }

        return ValueTask.CompletedTask;
    }

    public void GiveUp()
    {
        isGivenUp = true;
        CancelLost();
    }

    // Its callbacks are users' code: not on the thread that reads, and a failing one is not the caller's.
    private void CancelLost() => _ = lost.CancelAsync();

    private void Receive(ReadOnlyMemory<byte> frame)
    {
        var reader = new MessagePackReader(frame);
        long id = 0;
        for (var fields = reader.ReadMapHeader(); fields > 0; fields--)
        {
            var name = reader.ReadStringSpan();
            if (name.SequenceEqual(Envelope.Id))
            {
                id = reader.ReadInt64();
            }
            else if (name.SequenceEqual(Envelope.Result))
            {
                var reply = ReplyFrame.Rent();
                ReplyRecord.Read(ref reader, reply);
                Take(id)?.Complete(reply);
                return;
            }
            else if (name.SequenceEqual(Envelope.Error))
            {
                var (code, message) = Envelope.ReadError(ref reader);
                Take(id)?.Fail(new RemoteException($"JSON-RPC error {code}", message ?? "", null));
                return;
            }
            else
            {
                reader.Skip(default);
            }
        }

        throw new EncodingException("The manager sent something that is no response.");
    }

    private PendingCall? Take(long id)
    {
        lock (gate)
        {
            return pending.Remove(id, out var call) ? call : null;
        }
    }

    private void RequestCancellation(long id)
    {
        lock (gate)
        {
            if (!pending.ContainsKey(id))
            {
                return;
            }
        }

        sender.Send(id, static (ref MessagePackWriter writer, long id) => Envelope.WriteCancel(ref writer, id), default);
    }

    private void Lose(Exception cause)
    {
        PendingCall[] calls;
        lock (gate)
        {
            if (loss is not null)
            {
                return;
            }

            loss = cause;
            calls = [.. pending.Values];
            pending.Clear();
        }

        connection.Dispose();

        // First, so that whoever sees a call fail sees this too.
        CancelLost();
        foreach (var call in calls)
        {
            call.Fail(Gone(CallOutcome.Unknown));
        }
    }

    private ManagerLostException Gone(CallOutcome outcome) => new(
        outcome,
        Volatile.Read(ref isGivenUp)
            ? $"This process and its manager have not heard of each other for the session's time to live, so the session is over and the connection was closed. {Known(outcome)} Connect again."
            : Volatile.Read(ref disposed) != 0
            ? "This process closed its connection to the manager; the manager is gone for it, and so are its objects."
            : $"The manager is gone: its process ended or the connection to it was lost. {Known(outcome)} Start or connect to a manager again; its objects are new ones.",
        loss);

    private static string Known(CallOutcome outcome) => outcome == CallOutcome.Unknown
        ? "It is not known whether the call was executed."
        : "The call was not executed.";

    private sealed record Cancellation(SocketChannel Channel, long Id)
    {
        public void Request() => Channel.RequestCancellation(Id);
    }
}
