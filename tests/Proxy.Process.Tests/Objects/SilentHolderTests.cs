using SharedObjects.Process.Tests.Death;
using SharedObjects.Process.Tests.Workers;

namespace SharedObjects.Process.Tests.Objects;

/// <summary>A process that is silent past its session's time to live holds nothing any more, and one that is silent for less keeps it.</summary>
public sealed class SilentHolderTests : ProcessTests, IAsyncLifetime
{
    private const int Hang = 120_000;

    private static readonly TimeSpan TimeToLive = TimeSpan.FromSeconds(2);

    private SharedManager manager = null!;
    private SharedManager reports = null!;

    public async ValueTask InitializeAsync()
    {
        manager = await SharedManager.StartAsync(new SharedManagerOptions { SessionTimeToLive = TimeToLive }, Token);
        reports = await SharedManager.StartAsync(cancellationToken: Token);
    }

    public async ValueTask DisposeAsync()
    {
        await manager.DisposeAsync();
        await reports.DisposeAsync();
    }

    [Fact(Timeout = Hang)]
    public async Task The_lock_of_a_process_stopped_for_less_than_that_stays_with_it()
    {
        var mutex = await manager.LockAsync(Token);
        var questions = await reports.QueueAsync<int>(cancellationToken: Token);
        await using var victim = await Victim.StartAsync(reports, report => WorkerProcess.Start(LockTargets.HoldAndSeeAsync, mutex, questions, report));
        await victim.SaysAsync("holds");
        var waiting = mutex.AcquireAsync(Token);
        victim.Stop();

        // How long it is stopped is what is tested here; nothing waits for it.
        await Task.Delay(TimeToLive / 4, TimeProvider.System, Token);
        victim.Continue();
        await questions.PutAsync(1, Token);
        await victim.SaysAsync("1, lost: False, released");
        await using var lease = await waiting;
        Assert.False(lease.PreviousOwnerLost);
        Assert.Equal(2, lease.FencingToken);
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedCondition), DeathState.Silent)]
    public async Task The_wake_of_a_process_stopped_for_too_long_passes_to_the_next()
    {
        var condition = await manager.ConditionAsync(cancellationToken: Token);
        await using var victim = await Victim.StartAsync(reports, report => WorkerProcess.Start(LockTargets.WaitAsync, condition, report));
        await victim.SaysAsync("waits");
        var lease = await condition.AcquireAsync(Token);
        victim.Stop();
        var wait = condition.WaitAsync(lease, Token);
        await using (var notifier = await condition.AcquireAsync(Token))
        {
            Assert.Equal(1, await condition.NotifyAsync(notifier, cancellationToken: Token));
        }

        await wait;
        await lease.ReleaseAsync();
    }
}
