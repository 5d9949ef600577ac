using SharedObjects.Calls;

namespace SharedObjects.Runtime.Tests.Support;

/// <summary>Lets something happen between the arrival of a reply and the moment at which its caller goes on.</summary>
internal sealed class LateChannel(ISessionChannel inner) : ISessionChannel
{
    /// <summary>Told the name of the member that was called; runs before its caller knows of the reply.</summary>
    public Func<string, ValueTask> Replied { get; set; } = static _ => ValueTask.CompletedTask;

    public Guid Session => inner.Session;

    public Guid Home => inner.Home;

    public ContractVersion ManagerContract => inner.ManagerContract;

    public TimeSpan TimeToLive => inner.TimeToLive;

    public CancellationToken Lost => inner.Lost;

    public void GiveUp() => inner.GiveUp();

    public CallFrame Rent() => inner.Rent();

    public async ValueTask<ReplyFrame> InvokeAsync(CallFrame call, CancellationToken cancellationToken)
    {
        var member = call.Contract!.Members[call.Member].Split('(')[0];
        var reply = await inner.InvokeAsync(call, cancellationToken);
        await Replied(member);
        return reply;
    }

    public ReplyFrame Invoke(CallFrame call, CancellationToken cancellationToken) => inner.Invoke(call, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
