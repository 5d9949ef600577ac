using SharedObjects.Process.Tests.Death;
using SharedObjects.Process.Tests.Workers;

namespace SharedObjects.Process.Tests.Sessions;

/// <summary>A process that is silent past its session's time to live has lost what it held, and knows.</summary>
public sealed class SilenceTests : ProcessTests, IAsyncLifetime
{
    private static readonly TimeSpan TimeToLive = TimeSpan.FromSeconds(2);

    private SharedManager manager = null!;
    private SharedManager reports = null!;
    private ISharedQueue<int> items = null!;

    public async ValueTask InitializeAsync()
    {
        manager = await SharedManager.StartAsync(new SharedManagerOptions { SessionTimeToLive = TimeToLive }, Token);
        reports = await SharedManager.StartAsync(cancellationToken: Token);
        items = await manager.QueueAsync<int>(cancellationToken: Token);
    }

    public async ValueTask DisposeAsync()
    {
        await manager.DisposeAsync();
        await reports.DisposeAsync();
    }

    [Fact(Timeout = 120_000)]
    [Death(typeof(ISharedQueue<>), DeathState.Silent)]
    public async Task What_was_granted_to_a_process_stopped_for_too_long_goes_to_the_next_and_never_to_it()
    {
        await using var victim = await Victim.StartAsync(reports, report => WorkerProcess.Start(VictimTargets.WakeAsync, items, report));
        await victim.SaysAsync("waits");
        victim.Stop();
        await items.PutAsync(1, Token);
        Assert.Equal(0, items.Count);

        Assert.Equal(1, await items.GetAsync(Token));
        victim.Continue();

        await victim.SaysAsync(nameof(SessionEndedException));
        await victim.SaysAsync("lost: True");
        await victim.SaysAsync(nameof(SessionEndedException));
    }

    [Fact(Timeout = 120_000)]
    [Death(typeof(ISharedQueue<>), DeathState.Silent)]
    public async Task The_waiting_call_of_a_process_stopped_for_too_long_takes_nothing()
    {
        await using var victim = await Victim.StartAsync(reports, report => WorkerProcess.Start(VictimTargets.WakeAsync, items, report));
        await victim.SaysAsync("waits");
        victim.Stop();
        await UntilSessionsAsync(1);
        await items.PutAsync(1, Token);
        Assert.Equal(1, items.Count);

        victim.Continue();

        await victim.SaysAsync(nameof(SessionEndedException));
        await victim.SaysAsync("lost: True");
        await victim.SaysAsync(nameof(SessionEndedException));
        Assert.Equal(1, items.Count);
        Assert.False(manager.Lost.IsCancellationRequested);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_process_stopped_for_less_than_that_loses_nothing()
    {
        await using var patient = await SharedManager.StartAsync(new SharedManagerOptions { SessionTimeToLive = 4 * TimeToLive }, Token);
        var others = await patient.QueueAsync<int>(cancellationToken: Token);
        await using var victim = await Victim.StartAsync(reports, report => WorkerProcess.Start(VictimTargets.WakeAsync, others, report));
        await victim.SaysAsync("waits");
        victim.Stop();
        await others.PutAsync(1, Token);

        // How long it is stopped is what is tested here; nothing waits for it.
        await Task.Delay(TimeToLive, TimeProvider.System, Token);
        victim.Continue();

        await victim.SaysAsync("1");
        await victim.SaysAsync("lost: False");
        await others.PutAsync(2, Token);
        await victim.SaysAsync("2");
        Assert.Equal(2, (await patient.GetStatisticsAsync(Token)).Sessions);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_connection_that_stays_open_and_silent_holds_nothing_any_longer()
    {
        await items.PutAsync(1, Token);
        using var client = await WireClient.ConnectAsync(manager);
        await client.AttachAsync(items);
        await client.SendAsync(items, "GetAsync()");
        using (var taken = await client.ReadReplyAsync())
        {
            Assert.True(taken.ReceiptRequested);
        }

        Assert.Equal(1, await items.GetAsync(Token));

        await items.PutAsync(2, Token);
        await client.SendAsync(items, "GetAsync()");
        using (var refused = await client.ReadReplyAsync())
        {
            Assert.Equal(typeof(SessionEndedException).FullName, refused.Fault?.Type);
            Assert.Contains("2 s", refused.Fault!.Message, StringComparison.Ordinal);
            Assert.True(refused.SessionEnded);
        }

        Assert.Equal(1, items.Count);
        await client.UntilClosedAsync();
    }

    [Fact(Timeout = 120_000)]
    public async Task A_process_that_does_nothing_keeps_its_session()
    {
        await using var idle = await Victim.StartAsync(reports, report => WorkerProcess.Start(VictimTargets.RepeatAsync, items, report));
        await idle.SaysAsync("waits");
        for (var silent = 0; silent < 2; silent++)
        {
            // As long as it takes another to be found silent.
            using var client = await WireClient.ConnectAsync(manager);
            await client.AttachAsync(items);
            await UntilSessionsAsync(2);
        }

        await items.PutAsync(1, Token);
        await idle.SaysAsync("1");
    }

    [Fact(Timeout = 120_000)]
    public async Task A_manager_that_does_not_answer_for_too_long_is_lost_to_its_clients()
    {
        var waiting = items.GetAsync(Token).AsTask();
        var lost = new TaskCompletionSource();
        using var registration = items.Lost.Register(lost.SetResult);
        ProcFs.Signal(manager.ProcessId, "STOP");
        try
        {
            await lost.Task.WaitAsync(Token);
            Assert.True(manager.Lost.IsCancellationRequested);
            await Assert.ThrowsAsync<SessionEndedException>(() => items.PutAsync(1, Token).AsTask());
            Assert.Equal(CallOutcome.Unknown, (await Assert.ThrowsAsync<ManagerLostException>(() => waiting)).Outcome);
        }
        finally
        {
            ProcFs.Signal(manager.ProcessId, "CONT");
        }
    }

    private async Task UntilSessionsAsync(int count)
    {
        while ((await manager.GetStatisticsAsync(Token)).Sessions != count)
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Token);
    }
}
