using System.IO.Pipelines;
using StreamJsonRpc;
using SharedObjects.Calls;

namespace SharedObjects.Transport.JsonRpc;

/// <summary>A client's connection to a manager. When it is lost, so is the session: every call under way ends with <see cref="ManagerLostException"/>.</summary>
internal sealed class JsonRpcChannel : ISessionChannel
{
    private readonly CallPeer peer;
    private readonly int maximumFrameLength;
    private readonly CancellationTokenSource lost = new();
    private readonly IDisposable? connection;
    private int disposed;

    /// <param name="pipe">The connection, both sides of it proved.</param>
    /// <param name="welcome">What the manager said of the session.</param>
    /// <param name="connection">Disposed with the channel.</param>
    public JsonRpcChannel(IDuplexPipe pipe, SessionWelcome welcome, IDisposable? connection)
    {
        Session = welcome.Session;
        Home = welcome.Home;
        maximumFrameLength = welcome.MaximumFrameLength;
        this.connection = connection;
        peer = new CallPeer(new FrameMessageHandler(pipe, new FrameFormatter(), maximumFrameLength), target: null);
        peer.Disconnected += (_, _) => lost.Cancel();
        peer.StartListening();
    }

    public Guid Session { get; }

    public Guid Home { get; }

    public CancellationToken Lost => lost.Token;

    public CallFrame Rent() => CallFrame.Rent();

    public async ValueTask<ReplyFrame> InvokeAsync(CallFrame call, CancellationToken cancellationToken)
    {
        using (call)
        {
            ThrowIfTooLarge(call);
            try
            {
                return await peer.CallAsync(call, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is ConnectionLostException or ObjectDisposedException or IOException or RemoteRpcException or InvalidOperationException)
            {
                throw Gone(call, exception);
            }
        }
    }

    public ReplyFrame Invoke(CallFrame call, CancellationToken cancellationToken) =>
        InvokeAsync(call, cancellationToken).AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
        {
            return;
        }

        peer.Dispose();
        await lost.CancelAsync().ConfigureAwait(false);
        connection?.Dispose();
    }

    private void ThrowIfTooLarge(CallFrame call)
    {
        var length = FrameLimit.LengthOf(call);
        if (length > FrameLimit.BodyWithin(maximumFrameLength))
        {
            throw new EncodingException(
                $"The arguments of {call.Contract?.MemberName(call.Member)} take {length} bytes; the manager accepts frames of {maximumFrameLength}. Send less at once, or raise MaximumFrameLength in the manager's options.");
        }
    }

    private ManagerLostException Gone(CallFrame call, Exception cause) => new(
        call.IsSent ? CallOutcome.Unknown : CallOutcome.Failed,
        Volatile.Read(ref disposed) != 0
            ? "This process closed its connection to the manager; the manager is gone for it, and so are its objects."
            : "The manager is gone: its process ended or the connection to it was lost. Start or connect to a manager again; its objects are new ones.",
        cause);
}
