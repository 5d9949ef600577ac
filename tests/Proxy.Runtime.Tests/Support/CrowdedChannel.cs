using SharedObjects.Calls;
using SharedObjects.Client;

namespace SharedObjects.Runtime.Tests.Support;

/// <summary>Passes calls on, each with as many receipts as it takes along: as when very much has come in since the last one.</summary>
internal sealed class CrowdedChannel(ISessionChannel inner) : ISessionChannel
{
    // One whose session is over keeps its receipts until they are taken along.
    private readonly Upkeep crowd = new(null!, new CancellationToken(canceled: true));

    public Guid Session => inner.Session;

    public Guid Home => inner.Home;

    public ContractVersion ManagerContract => inner.ManagerContract;

    public TimeSpan TimeToLive => inner.TimeToLive;

    public CancellationToken Lost => inner.Lost;

    public void GiveUp() => inner.GiveUp();

    public CallFrame Rent() => inner.Rent();

    public ValueTask<ReplyFrame> InvokeAsync(CallFrame call, CancellationToken cancellationToken)
    {
        for (var i = 0; i < 5000; i++)
        {
            crowd.Received(long.MaxValue - i);
        }

        return crowd.Send(inner, call, cancellationToken);
    }

    public ReplyFrame Invoke(CallFrame call, CancellationToken cancellationToken) => InvokeAsync(call, cancellationToken).AsTask().GetAwaiter().GetResult();

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
