using SharedObjects.Calls;

namespace SharedObjects.Runtime.Tests.Support;

/// <summary>Passes calls on and remembers which members they called.</summary>
internal sealed class CountingChannel(ISessionChannel inner) : ISessionChannel
{
    public List<string> Members { get; } = [];

    /// <summary>How many receipts went along with them.</summary>
    public int ReceiptCount { get; private set; }

    public Guid Session => inner.Session;

    public Guid Home => inner.Home;

    public ContractVersion ManagerContract => inner.ManagerContract;

    public TimeSpan TimeToLive { get; init; } = inner.TimeToLive;

    public CancellationToken Lost => inner.Lost;

    public void GiveUp() => inner.GiveUp();

    public CallFrame Rent() => inner.Rent();

    public ValueTask<ReplyFrame> InvokeAsync(CallFrame call, CancellationToken cancellationToken)
    {
        ReceiptCount += call.Receipts.Count;
        Members.Add(call.Contract!.MemberName(call.Member));
        return inner.InvokeAsync(call, cancellationToken);
    }

    public ReplyFrame Invoke(CallFrame call, CancellationToken cancellationToken) => inner.Invoke(call, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
