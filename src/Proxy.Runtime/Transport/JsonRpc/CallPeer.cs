using System.Diagnostics;
using SharedObjects.Calls;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace SharedObjects.Transport.JsonRpc;

/// <summary>
/// A manager's end of a connection. Incoming calls go to an invoker as they are: the one registered method is a placeholder, because StreamJsonRpc
/// dispatches only what it finds a target for; it is never invoked.
/// </summary>
internal sealed class CallPeer : StreamJsonRpc.JsonRpc
{
    private static readonly TraceSource NoTrace = new(nameof(CallPeer), SourceLevels.Off);

    private readonly ICallInvoker target;

    /// <param name="handler">The connection's messages.</param>
    /// <param name="target">Executes incoming calls.</param>
    public CallPeer(FrameMessageHandler handler, ICallInvoker target)
        : base(handler)
    {
        this.target = target;
        TraceSource = NoTrace;

        // A lost connection cancels nothing here: only the client's own cancellation, or the end of its session, does.
        CancelLocallyInvokedMethodsWhenConnectionIsClosed = false;
        AddLocalRpcMethod(Envelope.CallMethod, static (CancellationToken _) => { });
    }

    protected override async ValueTask<JsonRpcMessage> DispatchRequestAsync(JsonRpcRequest request, TargetMethod targetMethod, CancellationToken cancellationToken)
    {
        if (request is not CallRequest call)
        {
            return await base.DispatchRequestAsync(request, targetMethod, cancellationToken).ConfigureAwait(false);
        }

        var token = (call.Frame.Flags & CallFlags.Cancellable) != 0 ? cancellationToken : CancellationToken.None;
        var reply = await target.InvokeAsync(call.Frame, token).ConfigureAwait(false);
        return new JsonRpcResult { RequestId = request.RequestId, Result = reply };
    }

    protected override void OnResponseSent(JsonRpcMessage response)
    {
        base.OnResponseSent(response);
        if (response is JsonRpcResult { Result: ReplyFrame reply })
        {
            reply.Dispose();
        }
    }
}
