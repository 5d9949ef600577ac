using SharedObjects.Client;
using SharedObjects.Hosting;
using SharedObjects.Runtime.Tests.Support;
using SharedObjects.Server;
using SharedObjects.Server.Sessions;

namespace SharedObjects.Runtime.Tests.Server;

public sealed class SessionEndTests
{
    private const int Hang = 60_000;

    [Fact(Timeout = Hang)]
    public async Task What_was_taken_and_not_confirmed_goes_back_to_the_head_in_its_old_order()
    {
        await using var manager = new TestManager();
        await using var survivor = ManagerHost.Connect(manager.Server);
        var queue = await survivor.QueueAsync<int>();
        for (var i = 0; i < 6; i++)
        {
            await queue.PutAsync(i, Token);
        }

        var (session, victim) = Victim(manager.Server);
        var taken = await victim.AttachAsync(queue);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(i, await taken.GetAsync(Token));
        }

        session.End("killed");
        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(i, await queue.GetAsync(Token));
        }
    }

    [Fact(Timeout = Hang)]
    public async Task What_was_confirmed_does_not_come_back()
    {
        await using var manager = new TestManager();
        await using var survivor = ManagerHost.Connect(manager.Server);
        var queue = await survivor.QueueAsync<int>();
        await queue.PutAsync(1, Token);
        await queue.PutAsync(2, Token);
        await using (var client = await manager.ConnectAsync())
        {
            Assert.Equal(1, await (await client.AttachAsync(queue)).GetAsync(Token));
        }

        await Until.TrueAsync(() => manager.Server.SessionCount == 1);
        Assert.Equal((true, 2), await queue.TryGetAsync(Token));
        Assert.Equal((false, 0), await queue.TryGetAsync(Token));
    }

    [Fact(Timeout = Hang)]
    public async Task The_waiters_of_an_ended_session_take_nothing_and_the_next_in_line_is_served()
    {
        await using var manager = new TestManager();
        await using var survivor = ManagerHost.Connect(manager.Server);
        var queue = await survivor.QueueAsync<int>();
        var (session, victim) = Victim(manager.Server);
        var lost = (await victim.AttachAsync(queue)).GetAsync(Token).AsTask();
        var waiting = queue.GetAsync(Token).AsTask();
        session.End("killed");
        await Assert.ThrowsAsync<SessionEndedException>(() => lost);
        await queue.PutAsync(1, Token);
        Assert.Equal(1, await waiting);
    }

    [Fact(Timeout = Hang)]
    public async Task A_session_that_held_an_item_and_waited_for_more_does_not_get_it_back_itself()
    {
        await using var manager = new TestManager();
        await using var survivor = ManagerHost.Connect(manager.Server);
        var queue = await survivor.QueueAsync<int>();
        await queue.PutAsync(1, Token);
        var (session, victim) = Victim(manager.Server);
        var taken = await victim.AttachAsync(queue);
        Assert.Equal(1, await taken.GetAsync(Token));
        var lost = taken.GetAsync(Token).AsTask();
        var waiting = queue.GetAsync(Token).AsTask();
        session.End("killed");
        Assert.Equal(1, await waiting);
        await Assert.ThrowsAsync<SessionEndedException>(() => lost);
        Assert.Equal(0, queue.Count);
    }

    [Fact(Timeout = Hang)]
    public async Task A_waiter_granted_as_its_session_ends_gives_back_in_the_old_order_too()
    {
        Session? session = null;
        await using var manager = Ending(() => session!.End("killed"));
        await using var survivor = ManagerHost.Connect(manager.Server);
        var queue = await survivor.QueueAsync<int>();
        await queue.PutAsync(1, Token);
        ClientSession victim;
        (session, victim) = Victim(manager.Server);
        var taken = await victim.AttachAsync(queue);
        Assert.Equal(1, await taken.GetAsync(Token));
        var lost = taken.GetAsync(Token).AsTask();
        await queue.PutAsync(2, TimeSpan.Zero, Token);
        await Assert.ThrowsAsync<SessionEndedException>(() => lost);
        Assert.Equal(1, await queue.GetAsync(Token));
        Assert.Equal(2, await queue.GetAsync(Token));
    }

    [Fact(Timeout = Hang)]
    public async Task A_getter_whose_session_ends_in_line_is_passed_over()
    {
        Session? session = null;
        await using var manager = Ending(() => session!.End("killed"));
        await using var survivor = ManagerHost.Connect(manager.Server);
        var queue = await survivor.QueueAsync<int>();
        ClientSession victim;
        (session, victim) = Victim(manager.Server);
        var lost = (await victim.AttachAsync(queue)).GetAsync(Token).AsTask();
        var waiting = queue.ReceiveAsync(Token).AsTask();
        await queue.PutAsync(1, TimeSpan.Zero, Token);
        await Assert.ThrowsAsync<SessionEndedException>(() => lost);

        // Had it been handed to the one and taken back, this would be its second delivery.
        await using var lease = await waiting;
        Assert.Equal((1, 1), (lease.Item, lease.DeliveryCount));
    }

    [Fact(Timeout = Hang)]
    public async Task A_putter_whose_session_ends_in_line_has_put_nothing()
    {
        Session? session = null;
        await using var manager = Ending(() => session!.End("killed"));
        await using var survivor = ManagerHost.Connect(manager.Server);
        var queue = await survivor.QueueAsync<int>(capacity: 1);
        await queue.PutAsync(1, Token);
        ClientSession victim;
        (session, victim) = Victim(manager.Server);
        var lost = (await victim.AttachAsync(queue)).PutAsync(2, Token).AsTask();
        var waiting = queue.PutAsync(3, Token).AsTask();
        Assert.Equal(1, await queue.ClearAsync(Token));
        await Assert.ThrowsAsync<SessionEndedException>(() => lost);
        await waiting;
        Assert.Equal((true, 3), await queue.TryGetAsync(Token));
        Assert.Equal((false, 0), await queue.TryGetAsync(Token));
    }

    [Fact(Timeout = Hang)]
    public async Task What_a_session_received_too_often_is_dead_in_its_old_order()
    {
        await using var manager = new TestManager();
        await using var survivor = ManagerHost.Connect(manager.Server);
        var queue = await survivor.QueueAsync<int>(new QueueOptions { MaximumDeliveryCount = 1 });
        await queue.PutManyAsync([0, 1, 2, 3, 4], Token);
        await (await queue.ReceiveAsync(Token)).AbandonAsync();
        var (session, victim) = Victim(manager.Server);
        var received = await victim.AttachAsync(queue);
        List<QueueLease<int>> leases = [];
        for (var i = 1; i < 4; i++)
        {
            leases.Add(await received.ReceiveAsync(Token));
        }

        session.End("killed");
        await (await queue.ReceiveAsync(Token)).AbandonAsync();
        Assert.Equal([0, 1, 2, 3, 4], (await queue.TakeDeadLettersAsync(9, Token)).Select(letter => letter.Item));
        GC.KeepAlive(leases);
    }

    [Fact(Timeout = Hang)]
    public async Task Messages_and_dead_letters_that_two_sessions_took_are_in_their_old_order_whoever_ends_first()
    {
        await using var manager = new TestManager();
        await using var survivor = ManagerHost.Connect(manager.Server);
        var topic = await survivor.CreateAsync<ISharedTopic<int>>();
        var subscription = await topic.SubscribeAsync(cancellationToken: Token);
        await topic.PublishManyAsync([1, 2, 3], Token);
        var queue = await survivor.QueueAsync<int>(new QueueOptions { MaximumDeliveryCount = 1 });
        for (var i = 1; i <= 3; i++)
        {
            await queue.PutAsync(i, Token);
            await (await queue.ReceiveAsync(Token)).AbandonAsync();
        }

        var victims = new[] { Victim(manager.Server), Victim(manager.Server) };
        foreach (var (_, victim) in victims)
        {
            var taken = await (await victim.AttachAsync(subscription)).TakeAsync(1, TimeSpan.Zero, Token);
            var letter = await (await victim.AttachAsync(queue)).TryTakeDeadLetterAsync(Token);
            Assert.Equal(Assert.Single(taken).Item, letter?.Item);
        }

        foreach (var (session, _) in victims)
        {
            session.End("killed");
        }

        Assert.Equal([1, 2, 3], (await subscription.TakeAsync(3, TimeSpan.Zero, Token)).Select(message => message.Item));
        Assert.Equal([1, 2, 3], (await queue.TakeDeadLettersAsync(3, Token)).Select(letter => letter.Item));
    }

    [Fact(Timeout = Hang)]
    public async Task An_object_hears_of_the_end_once_after_its_waiters_left()
    {
        var events = new List<string>();
        var heard = new TaskCompletionSource();
        await using var manager = new TestManager(builder => builder.Register<IInterleavingProbe>(() => new ProbeReferent(async (number, token) =>
        {
            if (number == 0)
            {
                _ = CallContext.Current.OnSessionEnd(() =>
                {
                    events.Add("settled");
                    heard.SetResult();
                });
                CallContext.Current.OnSessionEnd(() => events.Add("forgotten")).Dispose();
                return number;
            }

            using var registration = token.UnsafeRegister(_ => events.Add("left"), null);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            return number;
        })));
        var (session, victim) = Victim(manager.Server);
        var probe = await victim.CreateAsync<IInterleavingProbe>();
        await probe.RunAsync(0, Token);
        var waiting = probe.RunAsync(1, Token).AsTask();
        await Until.TrueAsync(() => session.CallCount == 1);
        await using var survivor = ManagerHost.Connect(manager.Server);
        session.End("killed");
        session.End("again");
        await heard.Task;
        await Assert.ThrowsAsync<SessionEndedException>(() => waiting);
        Assert.Equal("settled", events[^1]);
        Assert.DoesNotContain("forgotten", events);
        Assert.Single(events, "settled");
    }

    [Fact(Timeout = Hang)]
    public async Task An_ended_session_executes_nothing()
    {
        await using var manager = new TestManager();
        var (session, victim) = Victim(manager.Server);
        var queue = await victim.QueueAsync<int>();
        session.End("killed");
        await Assert.ThrowsAnyAsync<SharedObjectException>(() => queue.PutAsync(1, Token).AsTask());
        Assert.Equal(0, session.GrantCount);
        Assert.Equal(0, session.CallCount);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static TestManager Ending(Action happen) => new(builder =>
        builder.RegisterFactory<ISharedQueue<Payload>, (int, int, long)>(argument => new EndingQueue(happen, QueueOptions.Of(argument))));

    /// <summary>A client whose session the test ends: it confirms nothing it receives, as one does that is killed in time.</summary>
    private static (Session Session, ClientSession Client) Victim(ManagerServer server)
    {
        var session = server.OpenSession(ManagerServer.CallerOf(Guid.NewGuid(), 1), repliesHere: false);
        return (session, new ClientSession(new DeafChannel(new LocalChannel(session)), server.Serializer, address: null));
    }
}
