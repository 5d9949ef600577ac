using SharedObjects.Calls;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>Passes calls on and remembers the operation number in the last reply.</summary>
internal sealed class RecordingInvoker(ICallInvoker inner) : ICallInvoker
{
    public long Version { get; set; }

    public CallFrame Rent() => inner.Rent();

    public async ValueTask<ReplyFrame> InvokeAsync(CallFrame call, CancellationToken cancellationToken) => Seen(await inner.InvokeAsync(call, cancellationToken));

    public ReplyFrame Invoke(CallFrame call, CancellationToken cancellationToken) => Seen(inner.Invoke(call, cancellationToken));

    private ReplyFrame Seen(ReplyFrame reply)
    {
        Version = reply.Version;
        return reply;
    }
}
