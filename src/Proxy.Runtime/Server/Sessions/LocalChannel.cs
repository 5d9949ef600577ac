using SharedObjects.Calls;

namespace SharedObjects.Server.Sessions;

/// <summary>Carries a client's calls to a manager in the same process: there is nothing between them.</summary>
internal sealed class LocalChannel(Session session) : ISessionChannel
{
    private readonly CancellationTokenSource lost = new();

    public Guid Session => session.Caller.Session;

    public Guid Home => session.Manager.Home;

    public ContractVersion ManagerContract => ContractVersion.Of(session.Manager.Root.Contract);

    public CancellationToken Lost => lost.Token;

    public CallFrame Rent() => session.Rent();

    public ValueTask<ReplyFrame> InvokeAsync(CallFrame call, CancellationToken cancellationToken) => session.InvokeAsync(call, cancellationToken);

    public ReplyFrame Invoke(CallFrame call, CancellationToken cancellationToken) => session.Invoke(call, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        session.End("closed");
        await lost.CancelAsync().ConfigureAwait(false);
        lost.Dispose();
    }
}
