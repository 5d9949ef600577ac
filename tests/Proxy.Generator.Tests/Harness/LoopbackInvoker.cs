using SharedObjects.Calls;
using SharedObjects.Calls.Frames;

namespace SharedObjects.Generator.Tests.Harness;

/// <summary>Executes calls on one referent at once.</summary>
internal sealed class LoopbackInvoker(object referent, Contract contract) : ICallInvoker, IObjectHost
{
    public CallFrame Rent() => CallFrame.Rent();

    public async ValueTask<ReplyFrame> InvokeAsync(CallFrame call, CancellationToken cancellationToken)
    {
        using var incoming = new LoopbackCall(call, this, cancellationToken);
        try
        {
            await contract.Dispatcher.DispatchAsync(referent, incoming);
        }
        catch (Exception exception)
        {
            incoming.Result.Fail(exception);
        }

        return incoming.Result;
    }

    public ReplyFrame Invoke(CallFrame call, CancellationToken cancellationToken) => InvokeAsync(call, cancellationToken).AsTask().GetAwaiter().GetResult();

    public ObjectHandle Host(object referent, Contract contract) => new LoopbackHandle(referent, contract);

    private sealed class LoopbackCall : IncomingCall, IDisposable
    {
        public LoopbackCall(CallFrame call, IObjectHost host, CancellationToken cancellationToken)
        {
            Frame = call;
            Reply = ReplyFrame.Rent();
            Reply.Host = host;
            CancellationToken = cancellationToken;
        }

        public override CancellationToken CancellationToken { get; }

        public ReplyFrame Result => Reply;

        public void Dispose() => Frame.Dispose();
    }
}
