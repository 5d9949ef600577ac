using Microsoft.Extensions.Time.Testing;
using SharedObjects.Runtime.Tests.Support;
using SharedObjects.Server;
using SharedObjects.Server.Sessions;
using SharedObjects.Transport;

namespace SharedObjects.Runtime.Tests.Server;

public sealed class SilenceSweepTests : IAsyncLifetime
{
    private const int Hang = 60_000;

    private static readonly TimeSpan TimeToLive = TimeSpan.FromSeconds(8);

    /// <summary>How often the sweep comes for that time to live.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider time = new();
    private readonly TestManager manager = new();
    private readonly SilenceSweep sweep;
    private bool hasUnread;

    public SilenceSweepTests() => sweep = new SilenceSweep(TimeToLive, time);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        sweep.Dispose();
        await manager.DisposeAsync();
    }

    [Fact(Timeout = Hang)]
    public void A_session_ends_when_it_was_silent_for_longer_than_its_time_to_live()
    {
        var (session, _) = Watched();
        Pass(8);
        Assert.False(session.HasEnded);
        Pass(1);
        Assert.True(session.HasEnded);
        Assert.Equal(0, manager.Server.SessionCount);
    }

    [Fact(Timeout = Hang)]
    public void A_sign_of_life_gives_it_all_its_time_again()
    {
        var (session, presence) = Watched();
        Pass(8);
        presence.Heard();
        Pass(8);
        Assert.False(session.HasEnded);
        Pass(1);
        Assert.True(session.HasEnded);
    }

    [Theory(Timeout = Hang)]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(3600)]
    public void The_time_a_manager_was_stalled_is_nobodys_silence(int seconds)
    {
        var (session, _) = Watched();
        Pass(7);
        time.Advance(Period + TimeSpan.FromSeconds(seconds));
        Assert.False(session.HasEnded);
        Pass(1);
        Assert.True(session.HasEnded);
    }

    [Fact(Timeout = Hang)]
    public void The_stall_is_excused_and_not_the_silence_before_it()
    {
        var (session, presence) = Watched();
        Pass(1);
        time.Advance(TimeSpan.FromSeconds(0.5));
        presence.Heard();
        time.Advance(TimeSpan.FromSeconds(3600.5));
        Pass(7);
        Assert.False(session.HasEnded);
        Pass(1);
        Assert.True(session.HasEnded);
    }

    [Fact(Timeout = Hang)]
    public void One_whose_bytes_lie_unread_was_not_silent()
    {
        var (session, _) = Watched();
        hasUnread = true;
        Pass(20);
        Assert.False(session.HasEnded);
        hasUnread = false;
        Pass(9);
        Assert.True(session.HasEnded);
    }

    [Fact(Timeout = Hang)]
    public async Task Its_connection_stays_as_long_again_to_refuse_calls_and_is_closed_then()
    {
        var (session, presence) = Watched();
        var client = new SharedObjects.Client.ClientSession(new LocalChannel(session), manager.Server.Serializer, address: null);
        var queue = await client.QueueAsync<int>();
        Pass(9);
        Assert.True(session.HasEnded);
        Assert.False(session.EndToken.IsCancellationRequested);

        var refused = await Assert.ThrowsAsync<SessionEndedException>(() => queue.PutAsync(1, TestContext.Current.CancellationToken).AsTask());
        Assert.Contains("8 s", refused.Message, StringComparison.Ordinal);
        Assert.True(client.Lost.IsCancellationRequested);
        presence.Heard();
        Pass(8);
        Assert.False(session.EndToken.IsCancellationRequested);
        presence.Heard();
        Pass(1);
        Assert.True(session.EndToken.IsCancellationRequested);
    }

    [Fact(Timeout = Hang)]
    public void A_sweep_that_ends_closes_what_it_kept_open_and_nothing_else()
    {
        var (silent, _) = Watched();
        Pass(9);
        var (living, _) = Watched();
        sweep.Dispose();
        Assert.True(silent.EndToken.IsCancellationRequested);
        Assert.False(living.HasEnded);
        Pass(20);
        Assert.False(living.HasEnded);
    }

    [Fact(Timeout = Hang)]
    public void One_that_is_gone_is_not_watched()
    {
        var (session, presence) = Watched();
        sweep.Forget(presence);
        Assert.Equal(0, sweep.Count);
        Pass(20);
        Assert.False(session.HasEnded);
    }

    [Fact(Timeout = Hang)]
    public async Task A_client_that_does_not_know_of_it_has_no_time_to_live()
    {
        var clock = new FakeTimeProvider();
        await using var other = new TestManager(timeToLive: TimeToLive, timeProvider: clock);
        using var old = await other.ConnectRawAsync(keepsAlive: false);
        using var current = await other.ConnectRawAsync();
        Assert.Equal(Timeout.InfiniteTimeSpan, SessionWelcome.Decode(old.Result.Welcome).TimeToLive);
        Assert.Equal(TimeToLive, SessionWelcome.Decode(current.Result.Welcome).TimeToLive);
        await Until.TrueAsync(() => other.Server.SessionCount == 2);
        for (var i = 0; i < 20; i++)
        {
            clock.Advance(Period);
        }

        await Until.TrueAsync(() => other.Server.SessionCount == 1);
    }

    private (Session Session, Presence Presence) Watched()
    {
        var session = manager.Server.OpenSession(ManagerServer.CallerOf(Guid.NewGuid(), 1), repliesHere: false);
        return (session, sweep.Watch(session, () => hasUnread));
    }

    /// <summary>Time passes in a manager that is not stalled.</summary>
    private void Pass(int periods)
    {
        for (; periods > 0; periods--)
        {
            time.Advance(Period);
        }
    }
}
