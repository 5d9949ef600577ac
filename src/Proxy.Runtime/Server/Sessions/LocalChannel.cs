using System.Diagnostics.CodeAnalysis;
using SharedObjects.Calls;

namespace SharedObjects.Server.Sessions;

/// <summary>Carries a client's calls to a manager in the same process: there is nothing between them.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A source without a timer or a wait handle holds nothing.")]
internal sealed class LocalChannel : ISessionChannel
{
    private readonly Session session;
    private readonly CancellationTokenSource lost = new();

    public LocalChannel(Session session)
    {
        this.session = session;
        Lost = lost.Token;
        session.EndToken.UnsafeRegister(static channel => ((LocalChannel)channel!).GiveUp(), this);
    }

    public Guid Session => session.Caller.Session;

    public Guid Home => session.Manager.Home;

    public ContractVersion ManagerContract => ContractVersion.Of(session.Manager.Root.Contract);

    public TimeSpan TimeToLive => Timeout.InfiniteTimeSpan;

    public CancellationToken Lost { get; }

    // Not the session's own frames: those host plain objects, and a client's are not the manager's to host, in this process or another.
    public CallFrame Rent() => CallFrame.Rent();

    public ValueTask<ReplyFrame> InvokeAsync(CallFrame call, CancellationToken cancellationToken)
    {
        call.IsSent = true;
        return session.InvokeAsync(call, cancellationToken);
    }

    public ReplyFrame Invoke(CallFrame call, CancellationToken cancellationToken)
    {
        call.IsSent = true;
        return session.Invoke(call, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        session.End("closed");
        await lost.CancelAsync().ConfigureAwait(false);
    }

    // The callbacks are users' code: a failing one is not the session's.
    public void GiveUp() => _ = lost.CancelAsync();
}
