using System.Threading.Tasks.Sources;
using SharedObjects.Calls;
using SharedObjects.Calls.Frames;

namespace SharedObjects.Transport.Channels;

/// <summary>A call whose reply is not there yet. Reused: whoever awaits it hands it back by taking the reply.</summary>
internal sealed class PendingCall : IValueTaskSource<ReplyFrame>
{
    private static readonly FramePool<PendingCall> Pool = new(static () => new PendingCall());

    private ManualResetValueTaskSourceCore<ReplyFrame> reply;
    private CancellationTokenRegistration cancellation;

    // Whoever awaits may be a user, and users' code does not run on the thread that reads.
    private PendingCall() => reply.RunContinuationsAsynchronously = true;

    public CallFrame Call { get; private set; } = null!;

    public static PendingCall Rent(CallFrame call)
    {
        var pending = Pool.Rent();
        pending.Call = call;
        return pending;
    }

    public ValueTask<ReplyFrame> ReplyAsync() => new(this, reply.Version);

    /// <summary>What asks for the call's cancellation; ended with the call.</summary>
    public void CancelBy(CancellationTokenRegistration registration) => cancellation = registration;

    public void Complete(ReplyFrame frame) => reply.SetResult(frame);

    public void Fail(Exception exception) => reply.SetException(exception);

    ReplyFrame IValueTaskSource<ReplyFrame>.GetResult(short token)
    {
        try
        {
            return reply.GetResult(token);
        }
        finally
        {
            cancellation.Dispose();
            cancellation = default;
            Call.Dispose();
            Call = null!;
            reply.Reset();
            Pool.Return(this);
        }
    }

    ValueTaskSourceStatus IValueTaskSource<ReplyFrame>.GetStatus(short token) => reply.GetStatus(token);

    void IValueTaskSource<ReplyFrame>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        reply.OnCompleted(continuation, state, token, flags);
}
