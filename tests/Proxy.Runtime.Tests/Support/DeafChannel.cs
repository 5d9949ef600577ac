using SharedObjects.Calls;

namespace SharedObjects.Runtime.Tests.Support;

/// <summary>Passes on all of a client's calls, but not its receipts.</summary>
internal sealed class DeafChannel(ISessionChannel inner) : ISessionChannel
{
    public Guid Session => inner.Session;

    public Guid Home => inner.Home;

    public ContractVersion ManagerContract => inner.ManagerContract;

    public TimeSpan TimeToLive => inner.TimeToLive;

    public CancellationToken Lost => inner.Lost;

    public void GiveUp() => inner.GiveUp();

    public CallFrame Rent() => inner.Rent();

    public ValueTask<ReplyFrame> InvokeAsync(CallFrame call, CancellationToken cancellationToken)
    {
        call.Receipts.Clear();
        return inner.InvokeAsync(call, cancellationToken);
    }

    public ReplyFrame Invoke(CallFrame call, CancellationToken cancellationToken)
    {
        call.Receipts.Clear();
        return inner.Invoke(call, cancellationToken);
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
