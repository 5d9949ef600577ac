using SharedObjects.Process.Tests.Death;
using SharedObjects.Process.Tests.Workers;

namespace SharedObjects.Process.Tests.Objects;

/// <summary>Nobody waits at a barrier for a process that has died.</summary>
public sealed class BarrierDeathTests : ObjectDeathTests
{
    private ISharedBarrier barrier = null!;

    protected override async ValueTask PrepareAsync() => barrier = await Manager.BarrierAsync(4, Token);

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedBarrier), DeathState.Waiting)]
    public async Task A_barrier_breaks_when_one_that_waits_is_killed_and_can_be_used_again()
    {
        await using var victim = await WaitingAsync(report => WorkerProcess.Start(LockTargets.ArriveAsync, barrier, report));
        await BreaksAsync(others: 2, () =>
        {
            victim.Kill();
            return Task.CompletedTask;
        });
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedBarrier), DeathState.Holding)]
    public async Task A_barrier_breaks_when_one_that_has_joined_is_killed_before_it_arrives()
    {
        await using var victim = await Victim.StartAsync(Manager, report => WorkerProcess.Start(LockTargets.JoinAsync, barrier, report));
        await victim.SaysAsync("joined");
        await BreaksAsync(others: 3, () =>
        {
            victim.Kill();
            return Task.CompletedTask;
        });
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedBarrier), DeathState.Holding)]
    public async Task A_barrier_breaks_when_the_last_is_killed_in_its_action()
    {
        await BreaksAsync(others: 3, async () =>
        {
            await using var victim = await Victim.StartAsync(Manager, report => WorkerProcess.Start(LockTargets.ActAsync, barrier, report));
            await victim.SaysAsync("acts");
            victim.Kill();
        });
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedBarrier), DeathState.Unreceived)]
    public async Task A_process_that_was_killed_before_it_knew_that_all_had_arrived_has_arrived_and_breaks_nothing()
    {
        await using var victim = await WaitingAsync(report => WorkerProcess.Start(LockTargets.ArriveAsync, barrier, report));
        await DieAsync(victim, granted: true, waiting: 0, async () =>
        {
            var others = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => barrier.SignalAndWaitAsync(Token).AsTask()));
            Assert.Equal([1, 2, 3], others.Order());
        });
        Assert.Equal((false, 1L, 4), (barrier.IsBroken, barrier.CurrentPhaseNumber, barrier.ParticipantsRemaining));
        await PassAsync();
    }

    /// <summary>All who wait are told, and after a reset as many as there are participants pass.</summary>
    private async Task BreaksAsync(int others, Func<Task> kill)
    {
        var waiting = Enumerable.Range(0, others).Select(_ => barrier.SignalAndWaitAsync(Token).AsTask()).ToArray();
        await kill();
        foreach (var wait in waiting)
        {
            await Assert.ThrowsAsync<BrokenBarrierException>(() => wait);
        }

        Assert.Equal((true, 0L), (barrier.IsBroken, barrier.CurrentPhaseNumber));
        await barrier.ResetAsync(Token);
        await PassAsync();
    }

    /// <summary>All four pass, each in a place of its own.</summary>
    private async Task PassAsync()
    {
        var indexes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => barrier.SignalAndWaitAsync(Token).AsTask()));
        Assert.Equal([0, 1, 2, 3], indexes);
    }
}
