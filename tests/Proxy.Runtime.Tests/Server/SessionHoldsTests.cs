using SharedObjects.Calls;
using SharedObjects.Runtime.Tests.Support;
using SharedObjects.Server;
using SharedObjects.Server.Sessions;
using SharedObjects.Server.Turns;

namespace SharedObjects.Runtime.Tests.Server;

public sealed class SessionHoldsTests : IAsyncLifetime
{
    private readonly TestManager manager = new();
    private readonly Caller caller = ManagerServer.CallerOf(Guid.NewGuid(), 1);
    private readonly List<string> events = [];
    private readonly SessionHolds holds;
    private readonly Session session;

    public SessionHoldsTests()
    {
        holds = new SessionHolds(caller);
        session = manager.Server.OpenSession(caller, repliesHere: false);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => manager.DisposeAsync();

    [Fact]
    public void A_call_that_was_granted_something_and_ends_after_its_session_gives_it_back_in_the_old_order()
    {
        var first = Granted(1);
        var second = Granted(2);
        Assert.Null(holds.Finish(first, session));
        Assert.True(holds.TryEnd(null, out var pending, out _));
        Assert.Null(holds.Finish(second, session));
        Assert.True(second.IsTakenBack);
        Assert.Empty(events);
        Assert.Single(pending).Value.Run(manager.Logger);
        Assert.Equal(["2 back", "1 back", "serve"], events);
    }

    [Fact]
    public void A_call_that_ends_after_its_session_was_settled_gives_back_by_itself()
    {
        var call = Granted(1);
        call.Reply.Version = 0;
        Assert.True(holds.TryEnd(null, out var pending, out _));
        Assert.Single(pending).Value.Run(manager.Logger);
        Assert.Empty(events);
        call.Reply.Version = 1;
        var undo = holds.Finish(call, session);
        Assert.NotNull(undo);
        undo();
        Assert.Equal(["1 back"], events);
    }

    /// <summary>A call that took something when it took effect, and has not ended.</summary>
    private TurnCall Granted(long version)
    {
        var frame = CallFrame.Rent();
        frame.Sequence = version;
        var call = TurnCall.Rent(session, manager.Server.Root, frame, replyHere: false, CancellationToken.None);
        Assert.True(call.Entry.TryBeginCall());
        holds.Begin(call);
        call.AddUndo(() => events.Add($"{version} back"), Serve);
        call.Reply.Version = version;
        return call;
    }

    private void Serve() => events.Add("serve");
}
