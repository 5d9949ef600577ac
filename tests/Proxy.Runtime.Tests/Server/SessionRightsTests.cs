using SharedObjects.Calls;
using SharedObjects.Hosting;
using SharedObjects.Runtime.Tests.Support;
using SharedObjects.Server;
using SharedObjects.Server.Objects;
using SharedObjects.Server.Sessions;

namespace SharedObjects.Runtime.Tests.Server;

public sealed class SessionRightsTests
{
    private const int Hang = 60_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Hang)]
    public async Task A_session_cannot_use_an_object_it_was_not_given()
    {
        await using var manager = new TestManager();
        await using var owner = ManagerHost.Connect(manager.Server);
        var queue = await owner.QueueAsync<int>();
        await using var stranger = await manager.ConnectAsync();
        var stolen = new StrayHandle(Clients.HandleOf(queue).Reference, stranger);
        var proxy = Contract.Of<ISharedQueue<int>>().CreateProxy<ISharedQueue<int>>(stolen);
        await Assert.ThrowsAsync<ObjectNotFoundException>(() => proxy.PutAsync(1, Token).AsTask());

        var own = await stranger.QueueAsync<ISharedQueue<int>>();
        await Assert.ThrowsAsync<ObjectNotFoundException>(() => own.PutAsync(proxy, Token).AsTask());
        Assert.Equal(0, queue.Count);
        Assert.Equal(0, own.Count);
    }

    [Fact(Timeout = Hang)]
    public async Task An_object_of_another_manager_is_refused_as_an_argument()
    {
        await using var one = new TestManager();
        await using var other = new TestManager();
        await using var client = await one.ConnectAsync();
        await using var otherClient = await other.ConnectAsync();
        var queues = await client.QueueAsync<ISharedQueue<int>>();
        var foreign = await otherClient.QueueAsync<int>();
        var refused = await Assert.ThrowsAsync<ObjectNotFoundException>(() => queues.PutAsync(foreign, Token).AsTask());
        Assert.Contains("another manager", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, queues.Count);
    }

    [Fact(Timeout = Hang)]
    public async Task An_object_of_another_manager_is_refused_as_a_result()
    {
        await using var other = new TestManager();
        await using var otherClient = await other.ConnectAsync();
        IKeeper? foreign = null;
        await using var one = new TestManager(builder => builder.Register<IKeeper>(() => new FixedKeeper(foreign!)));
        await using var client = await one.ConnectAsync();
        foreign = Contract.Of<IKeeper>().CreateProxy<IKeeper>(new StrayHandle(new ObjectReference(other.Server.Home, 99, Contract.Of<IKeeper>().Name, Contract.Of<IKeeper>().Fingerprint, ""), otherClient));
        var keeper = await client.CreateAsync<IKeeper>();
        var refused = await Assert.ThrowsAsync<ObjectNotFoundException>(() => keeper.KeptAsync().AsTask());
        Assert.Contains("another manager", refused.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Hang)]
    public async Task A_number_is_used_once()
    {
        await using var manager = new TestManager();
        await using var owner = ManagerHost.Connect(manager.Server);
        var queue = await owner.QueueAsync<int>();
        await queue.PutAsync(1, Token);
        await queue.PutAsync(2, Token);
        var session = manager.Server.OpenSession(ManagerServer.CallerOf(Guid.NewGuid(), 1), repliesHere: false);
        Assert.True(manager.Server.Objects.TryGet(Clients.HandleOf(queue).Reference.Id, out var entry));
        session.Hold(entry);

        using (var taken = await Get(session, 7))
        {
            Assert.Null(taken.Fault);
        }

        using (var again = await Get(session, 7))
        {
            Assert.Equal(typeof(SessionEndedException).FullName, again.Fault?.Type);
        }

        using (var acknowledged = await Get(session, 8, acknowledgedUpTo: 8))
        {
            Assert.Equal(typeof(SessionEndedException).FullName, acknowledged.Fault?.Type);
        }

        Assert.Equal(1, queue.Count);
        session.End("done");
        Assert.Equal(1, await queue.GetAsync(Token));
        Assert.Equal(2, await queue.GetAsync(Token));

        ValueTask<ReplyFrame> Get(Session by, long sequence, long acknowledgedUpTo = 0)
        {
            var call = CallFrame.Rent();
            (call.Session, call.Sequence, call.AcknowledgedUpTo) = (by.Caller.Session, sequence, acknowledgedUpTo);
            (call.TargetId, call.Fingerprint) = (entry.Reference.Id, entry.Contract.Fingerprint);
            call.Member = entry.Contract.Members.Select((name, number) => (name, number)).Single(member => member.name == "TryGetAsync()").number;
            return by.InvokeAsync(call, CancellationToken.None);
        }
    }

    [Fact(Timeout = Hang)]
    public async Task A_call_that_names_another_session_is_refused_and_confirms_nothing()
    {
        await using var manager = new TestManager();
        await using var owner = ManagerHost.Connect(manager.Server);
        var queue = await owner.QueueAsync<int>();
        await queue.PutAsync(1, Token);
        var session = manager.Server.OpenSession(ManagerServer.CallerOf(Guid.NewGuid(), 1), repliesHere: false);
        var entry = Held(session);
        using (var taken = await InvokeAsync(session.Caller.Session, 1))
        {
            Assert.True(taken.ReceiptRequested);
        }

        using (var refused = await InvokeAsync(owner.Home, 2, receipt: 1))
        {
            Assert.Equal(typeof(SessionEndedException).FullName, refused.Fault?.Type);
            Assert.False(refused.SessionEnded);
        }

        session.End("done");
        Assert.Equal((true, 1), await queue.TryGetAsync(Token));

        ObjectEntry Held(Session by)
        {
            Assert.True(manager.Server.Objects.TryGet(Clients.HandleOf(queue).Reference.Id, out var held));
            by.Hold(held);
            return held;
        }

        ValueTask<ReplyFrame> InvokeAsync(Guid named, long sequence, long receipt = 0)
        {
            var call = CallFrame.Rent();
            (call.Session, call.Sequence, call.TargetId, call.Fingerprint) = (named, sequence, entry.Reference.Id, entry.Contract.Fingerprint);
            call.Receipts.AddRange(receipt == 0 ? [] : [receipt]);
            call.Member = entry.Contract.Members.Select((name, number) => (name, number)).Single(member => member.name.StartsWith("TryGet", StringComparison.Ordinal)).number;
            return session.InvokeAsync(call, CancellationToken.None);
        }
    }

    [Fact(Timeout = Hang)]
    public async Task References_are_given_back_as_often_as_they_were_given()
    {
        await using var manager = new TestManager();
        var session = manager.Server.OpenSession(ManagerServer.CallerOf(Guid.NewGuid(), 1), repliesHere: false);
        var entry = manager.Server.Objects.Add(Contract.Of<ISharedQueue<int>>(), "", new object());
        session.Hold(entry);
        session.Hold(entry);
        entry.Release();
        Assert.Throws<ObjectNotFoundException>(() => session.Release(entry.Reference.Id, 3));
        Assert.Throws<ObjectNotFoundException>(() => session.Release(entry.Reference.Id, 0));
        Assert.Throws<ObjectNotFoundException>(() => session.Release(entry.Reference.Id, -1));
        session.Release(entry.Reference.Id, 1);
        Assert.True(manager.Server.Objects.TryGet(entry.Reference.Id, out _));
        session.Release(entry.Reference.Id, 1);
        Assert.False(manager.Server.Objects.TryGet(entry.Reference.Id, out _));
        Assert.Throws<ObjectNotFoundException>(() => session.Hold(entry));
        Assert.Equal(0, session.GrantCount);
    }

    [Fact(Timeout = Hang)]
    public async Task A_call_reused_while_its_first_session_settles_is_not_cancelled_with_it()
    {
        Session? first = null;
        var release = new TaskCompletionSource();
        using var busy = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        await using var manager = new TestManager(builder => builder.Register<IInlineProbe>(() => new ProbeReferent(async (number, token) =>
        {
            if (number == 0)
            {
                first!.End("during its own call");
            }
            else if (number == 1)
            {
                busy.Set();
                go.Wait(Token);
            }
            else
            {
                await release.Task.WaitAsync(token);
            }

            return number;
        })));
        await using var other = ManagerHost.Connect(manager.Server);
        var probe = await other.CreateAsync<IInlineProbe>();
        var others = await other.CreateAsync<IInlineProbe>();
        first = manager.Server.OpenSession(ManagerServer.CallerOf(Guid.NewGuid(), 1), repliesHere: true);
        Assert.True(manager.Server.Objects.TryGet(Clients.HandleOf(probe).Reference.Id, out var entry));
        first.Hold(entry);

        // The turn is taken, so the ending call waits for it, and what follows its reply runs before its session's settlement.
        var blocking = Task.Run(() => probe.RunAsync(1, Token).AsTask(), Token);
        busy.Wait(Token);
        var call = CallFrame.Rent();
        (call.Sequence, call.TargetId, call.Fingerprint) = (1, entry.Reference.Id, entry.Contract.Fingerprint);
        call.Write("number", 0, Codec.Value<int>());
        var followed = FollowAsync(first.InvokeAsync(call, CancellationToken.None));
        go.Set();
        await blocking;
        var calls = await followed;
        await probe.RunAsync(1, Token);
        release.SetResult();
        Assert.Equal(Enumerable.Range(2, 50), await Task.WhenAll(calls));

        async Task<Task<int>[]> FollowAsync(ValueTask<ReplyFrame> reply)
        {
            (await reply.ConfigureAwait(false)).Dispose();
            return [.. Enumerable.Range(2, 50).Select(number => others.RunAsync(number, Token).AsTask())];
        }
    }
}
