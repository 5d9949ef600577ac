using SharedObjects.Process.Tests.Death;
using SharedObjects.Process.Tests.Workers;

namespace SharedObjects.Process.Tests.Objects;

/// <summary>No permit stays with a process that has died, and none comes back twice.</summary>
public sealed class SemaphoreDeathTests : ObjectDeathTests
{
    private ISharedSemaphore semaphore = null!;

    protected override async ValueTask PrepareAsync() => semaphore = await Manager.SemaphoreAsync(3, 3, Token);

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedSemaphore), DeathState.Holding)]
    public async Task Permits_of_a_process_that_was_killed_come_back()
    {
        await using var victim = await Victim.StartAsync(Manager, report => WorkerProcess.Start(LockTargets.TakeTwoAsync, semaphore, report));
        await victim.SaysAsync("holds");
        Assert.Equal(1, semaphore.CurrentCount);
        var all = semaphore.AcquireAsync(3, Token);
        var behind = semaphore.AcquireAsync(1, Token).AsTask();
        victim.Kill();
        await using (await all)
        {
            Assert.Equal((0, 1), (semaphore.CurrentCount, semaphore.WaiterCount));
            Assert.False(behind.IsCompleted);
        }

        await (await behind).ReleaseAsync();
        Assert.Equal((3, 0), (semaphore.CurrentCount, semaphore.WaiterCount));
        await Assert.ThrowsAsync<SemaphoreFullException>(async () => await semaphore.ReleaseAsync(cancellationToken: Token));
    }

    [Theory(Timeout = Hang)]
    [InlineData(false)]
    [InlineData(true)]
    [Death(typeof(ISharedSemaphore), DeathState.Waiting, DeathState.Unreceived)]
    public async Task A_process_that_was_killed_while_it_waited_for_permits_or_before_it_knew_has_none(bool granted)
    {
        var held = await semaphore.AcquireAsync(Token);
        await using var victim = await WaitingAsync(report => WorkerProcess.Start(LockTargets.WantThreeAsync, semaphore, report));
        var behind = semaphore.AcquireAsync(2, Token).AsTask();
        Assert.Equal((2, 2), (semaphore.CurrentCount, semaphore.WaiterCount));
        await DieAsync(victim, granted, waiting: 0, async () =>
        {
            await held.ReleaseAsync();
            Assert.Equal((0, 1), (semaphore.CurrentCount, semaphore.WaiterCount));
            Assert.False(behind.IsCompleted);
        });
        await using (await behind)
        {
            Assert.Equal((granted ? 1 : 0, 0), (semaphore.CurrentCount, semaphore.WaiterCount));
        }

        await held.DisposeAsync();
        Assert.Equal((3, 0), (semaphore.CurrentCount, semaphore.WaiterCount));
    }
}
