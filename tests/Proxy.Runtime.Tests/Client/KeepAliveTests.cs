using Microsoft.Extensions.Time.Testing;
using SharedObjects.Client;
using SharedObjects.Hosting;
using SharedObjects.Runtime.Tests.Support;
using SharedObjects.Server;
using SharedObjects.Server.Sessions;

namespace SharedObjects.Runtime.Tests.Client;

public sealed class KeepAliveTests : IDisposable
{
    private const int Hang = 60_000;

    private static readonly TimeSpan TimeToLive = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider time = new();
    private readonly List<string> events = [];
    private readonly KeepAlive keepAlive;
    private readonly DateTimeOffset start;
    private bool answers = true;

    public KeepAliveTests()
    {
        start = time.GetUtcNow();
        keepAlive = new KeepAlive(TimeToLive, time, Heartbeat, () => Tell("given up"), () => Tell("closed"));
    }

    public void Dispose() => keepAlive.Dispose();

    [Fact(Timeout = Hang)]
    public void A_heartbeat_goes_when_nothing_was_answered_for_a_third_of_the_time_to_live()
    {
        Pass(9);
        Assert.Empty(events);
        Pass(23);
        Assert.Equal(["heartbeat at 10", "heartbeat at 20", "heartbeat at 30"], events);
    }

    [Fact(Timeout = Hang)]
    public void A_process_whose_calls_are_answered_sends_none()
    {
        for (var second = 0; second < 120; second++)
        {
            keepAlive.Answered(keepAlive.Now);
            Pass(1);
        }

        Assert.Empty(events);
        Pass(10);
        Assert.Single(events, "heartbeat at 129");
    }

    [Fact(Timeout = Hang)]
    public void Calls_that_are_sent_and_not_answered_are_no_reason_to_be_quiet()
    {
        answers = false;
        Pass(26);
        Assert.Equal(["heartbeat at 10", "heartbeat at 20"], events);
        Assert.False(keepAlive.IsPast(keepAlive.Now));
        Pass(2);
        Assert.True(keepAlive.IsPast(keepAlive.Now));
        Assert.Equal("given up at 27", events[^1]);
    }

    [Fact(Timeout = Hang)]
    public void What_counts_is_when_the_answered_call_was_sent()
    {
        var sentAt = keepAlive.Now;
        answers = false;
        Pass(26);
        keepAlive.Answered(sentAt);
        Assert.False(keepAlive.IsPast(keepAlive.Now));
        time.Advance(TimeSpan.FromSeconds(1.5));
        Assert.True(keepAlive.IsPast(keepAlive.Now));
    }

    [Fact(Timeout = Hang)]
    public void An_older_answer_takes_nothing_from_a_newer_one()
    {
        var older = keepAlive.Now;
        Pass(5);
        keepAlive.Answered(keepAlive.Now);
        keepAlive.Answered(older);
        time.Advance(TimeSpan.FromSeconds(26));
        Assert.False(keepAlive.IsPast(keepAlive.Now));
    }

    [Fact(Timeout = Hang)]
    public void A_process_that_wakes_late_gives_up_with_its_first_tick_and_sends_nothing()
    {
        Pass(5);
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Single(events, "given up at 305");
    }

    [Fact(Timeout = Hang)]
    public void What_is_over_is_closed_a_little_later_and_beats_no_more()
    {
        keepAlive.Over();
        Pass(9);
        Assert.Empty(events);
        Pass(60);
        Assert.Single(events, "closed at 10");
    }

    [Fact(Timeout = Hang)]
    public void A_session_without_a_time_to_live_has_nothing_to_do()
    {
        using var idle = new KeepAlive(Timeout.InfiniteTimeSpan, time, Heartbeat, () => Tell("given up"), () => Tell("closed"));
        keepAlive.Dispose();
        time.Advance(TimeSpan.FromDays(1000));
        Assert.False(idle.IsPast(idle.Now));
        idle.Over();
        Assert.Empty(events);
    }

    [Fact(Timeout = Hang)]
    public void A_process_that_may_be_done_soon_makes_its_timer_when_it_stays()
    {
        var stays = new TaskCompletionSource();
        using var waiting = new KeepAlive(TimeToLive, time, Heartbeat, () => Tell("given up"), () => Tell("closed"), stays.Task);
        keepAlive.Dispose();
        Pass(26);
        Assert.Empty(events);
        Assert.False(waiting.IsPast(waiting.Now));
        waiting.Answered(waiting.Now);
        stays.SetResult();
        Pass(11);
        Assert.Single(events, "heartbeat at 36");
    }

    [Fact(Timeout = Hang)]
    public void A_session_that_is_over_before_its_process_stays_is_closed_all_the_same()
    {
        using var waiting = new KeepAlive(TimeToLive, time, Heartbeat, () => Tell("given up"), () => Tell("closed"), new TaskCompletionSource().Task);
        keepAlive.Dispose();
        waiting.Over();
        Pass(11);
        Assert.Single(events, "closed at 10");
    }

    [Fact(Timeout = Hang)]
    public void A_short_time_to_live_waits_for_nothing()
    {
        using var waiting = new KeepAlive(TimeSpan.FromSeconds(6), time, () => Tell("beat"), () => Tell("given up"), () => Tell("closed"), new TaskCompletionSource().Task);
        keepAlive.Dispose();
        Pass(3);
        Assert.Single(events, "beat at 2");
    }

    [Fact(Timeout = Hang)]
    public void A_session_closed_before_its_process_stays_has_no_timer()
    {
        var stays = new TaskCompletionSource();
        var closed = new KeepAlive(TimeToLive, time, Heartbeat, () => Tell("given up"), () => Tell("closed"), stays.Task);
        keepAlive.Dispose();
        closed.Dispose();
        stays.SetResult();
        closed.Over();
        Pass(100);
        Assert.Empty(events);
    }

    [Fact(Timeout = Hang)]
    public async Task An_idle_client_keeps_its_session_and_a_frozen_one_finds_it_lost_at_its_next_step()
    {
        await using var manager = new TestManager();
        var session = manager.Server.OpenSession(ManagerServer.CallerOf(Guid.NewGuid(), 1), repliesHere: false);
        var channel = new CountingChannel(new LocalChannel(session)) { TimeToLive = TimeToLive };
        await using var client = new ClientSession(channel, manager.Server.Serializer, address: null, time);
        var queue = await client.QueueAsync<int>();
        Assert.Equal(client.Lost, queue.Lost);
        Pass(300);
        Assert.False(client.Lost.IsCancellationRequested);
        Assert.InRange(channel.Members.Count(member => member.Contains("Acknowledge", StringComparison.Ordinal)), 28, 30);

        keepAlive.Dispose();
        var frozen = new FrozenTime(time);
        await using var other = new ClientSession(new CountingChannel(new LocalChannel(manager.Server.OpenSession(ManagerServer.CallerOf(Guid.NewGuid(), 2), repliesHere: false))) { TimeToLive = TimeToLive }, manager.Server.Serializer, address: null, frozen);
        var same = await other.AttachAsync(queue);
        frozen.Offset = TimeToLive;
        Assert.False(other.Lost.IsCancellationRequested);
        var refused = await Assert.ThrowsAsync<SessionEndedException>(() => same.PutAsync(1, TestContext.Current.CancellationToken).AsTask());
        Assert.Contains("30 s", refused.Message, StringComparison.Ordinal);
        Assert.True(same.Lost.IsCancellationRequested);
        Assert.Equal(0, queue.Count);
    }

    [Fact(Timeout = Hang)]
    public async Task A_lost_connection_stays_one_however_long_ago_it_was()
    {
        keepAlive.Dispose();
        var manager = new TestManager(timeToLive: TimeToLive, timeProvider: time);
        await using var client = await manager.ConnectAsync();
        var queue = await client.QueueAsync<int>();
        await manager.DisposeAsync();
        await Until.TrueAsync(() => client.Lost.IsCancellationRequested);
        Pass(100);
        Assert.Equal(CallOutcome.Failed, (await Assert.ThrowsAsync<ManagerLostException>(() => queue.PutAsync(1, TestContext.Current.CancellationToken).AsTask())).Outcome);
    }

    [Fact(Timeout = Hang)]
    public async Task An_item_that_arrives_too_late_is_not_handed_out()
    {
        await using var manager = new TestManager();
        var session = manager.Server.OpenSession(ManagerServer.CallerOf(Guid.NewGuid(), 1), repliesHere: false);
        var frozen = new FrozenTime(time);
        await using var client = new ClientSession(new CountingChannel(new LocalChannel(session)) { TimeToLive = TimeToLive }, manager.Server.Serializer, address: null, frozen);
        await using var survivor = ManagerHost.Connect(manager.Server);
        var queue = await survivor.QueueAsync<int>();
        var late = (await client.AttachAsync(queue)).GetAsync(TestContext.Current.CancellationToken).AsTask();
        frozen.Offset = TimeToLive;
        await queue.PutAsync(1, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<SessionEndedException>(() => late);
        Assert.True(client.Lost.IsCancellationRequested);
        session.EndSilent(TimeToLive);
        Assert.Equal(1, await queue.GetAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The clock of a process that was stopped: time has passed, and no timer has told yet.</summary>
    private sealed class FrozenTime(TimeProvider inner) : TimeProvider
    {
        public TimeSpan Offset { get; set; }

        public override long TimestampFrequency => inner.TimestampFrequency;

        public override long GetTimestamp() => inner.GetTimestamp() + (long)(Offset.TotalSeconds * TimestampFrequency);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => inner.CreateTimer(callback, state, dueTime, period);
    }

    private void Heartbeat()
    {
        Tell("heartbeat");
        if (answers)
        {
            keepAlive.Answered(keepAlive.Now);
        }
    }

    private void Tell(string what) => events.Add($"{what} at {(int)(time.GetUtcNow() - start).TotalSeconds}");

    /// <summary>Time passes for a process that runs.</summary>
    private void Pass(int seconds)
    {
        for (var steps = 100 * seconds; steps > 0; steps--)
        {
            time.Advance(TimeSpan.FromMilliseconds(10));
        }
    }
}
