using SharedObjects.Process.Tests.Death;
using SharedObjects.Process.Tests.Workers;

namespace SharedObjects.Process.Tests.Objects;

/// <summary>No wake is lost with a process that has died, none is made by its death, and its lock is free.</summary>
public sealed class ConditionDeathTests : ObjectDeathTests
{
    private ISharedCondition condition = null!;

    protected override async ValueTask PrepareAsync() => condition = await Manager.ConditionAsync(cancellationToken: Token);

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedCondition), DeathState.Holding)]
    public async Task The_lock_of_a_process_that_was_killed_goes_to_the_next_who_is_told_and_nobody_is_woken()
    {
        var lease = await condition.AcquireAsync(Token);
        var wait = condition.WaitAsync(lease, Token).AsTask();
        await using var victim = await Victim.StartAsync(Manager, report => WorkerProcess.Start(LockTargets.HoldConditionAsync, condition, report));
        await victim.SaysAsync("holds");
        var entering = condition.AcquireAsync(Token);
        victim.Kill();
        await using (var notifier = await entering)
        {
            Assert.True(notifier.PreviousOwnerLost);
            Assert.Equal(3, notifier.FencingToken);
            Assert.Equal(1, condition.WaiterCount);
            Assert.False(wait.IsCompleted);
            Assert.Equal(1, await condition.NotifyAllAsync(notifier, Token));
        }

        await wait;
        Assert.Equal(4, lease.FencingToken);
        await lease.ReleaseAsync();
        Assert.False(condition.Lock.IsHeld);
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedCondition), DeathState.Waiting)]
    public async Task A_process_that_was_killed_while_it_waited_for_a_condition_is_forgotten()
    {
        await using var victim = await WaitingAsync(report => WorkerProcess.Start(LockTargets.WaitAsync, condition, report));
        Assert.Equal(1, condition.WaiterCount);
        await DieAsync(victim, granted: false, waiting: 0, grant: default!);
        Assert.Equal(0, condition.WaiterCount);
        await using var lease = await condition.AcquireAsync(Token);
        Assert.False(lease.PreviousOwnerLost);
        Assert.Equal(0, await condition.NotifyAllAsync(lease, Token));
    }

    [Theory(Timeout = Hang)]
    [InlineData(false)]
    [InlineData(true)]
    [Death(typeof(ISharedCondition), DeathState.Waiting, DeathState.Unreceived)]
    public async Task A_process_that_was_killed_while_it_waited_for_the_lock_or_before_it_knew_does_not_have_it(bool granted)
    {
        var held = await condition.AcquireAsync(Token);
        await using var victim = await WaitingAsync(report => WorkerProcess.Start(LockTargets.EnterAsync, condition, report));
        var behind = condition.AcquireAsync(Token).AsTask();
        await UntilWaitingAsync(2);
        await DieAsync(victim, granted, granted ? 0 : 1, async () =>
        {
            await held.ReleaseAsync();
            Assert.True(condition.Lock.IsHeld);
            Assert.False(behind.IsCompleted);
        });
        await held.DisposeAsync();
        await using (var lease = await behind)
        {
            Assert.False(lease.PreviousOwnerLost);
            Assert.Equal(held.FencingToken + (granted ? 2 : 1), lease.FencingToken);
        }

        Assert.False(condition.Lock.IsHeld);
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedCondition), DeathState.Waiting)]
    public async Task The_wake_of_a_process_that_was_killed_before_it_had_the_lock_passes_to_the_next()
    {
        await using var victim = await WaitingAsync(report => WorkerProcess.Start(LockTargets.WaitAsync, condition, report));
        var lease = await condition.AcquireAsync(Token);
        var wait = condition.WaitAsync(lease, Token).AsTask();
        await using (var notifier = await condition.AcquireAsync(Token))
        {
            Assert.Equal(1, await condition.NotifyAsync(notifier, cancellationToken: Token));
            Assert.Equal(1, condition.WaiterCount);
            victim.Kill();

            // Whoever was woken passes that on when it is its turn to find that it is gone.
            await ProcFs.UntilAsync(() => condition.WaiterCount == 0);
            Assert.False(wait.IsCompleted);
        }

        await wait;
        Assert.False(lease.PreviousOwnerLost);
        await lease.ReleaseAsync();
        Assert.False(condition.Lock.IsHeld);
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedCondition), DeathState.Unreceived)]
    public async Task The_wake_of_a_process_that_was_killed_before_it_knew_passes_to_the_next()
    {
        await using var victim = await WaitingAsync(report => WorkerProcess.Start(LockTargets.WaitAsync, condition, report));
        var lease = await condition.AcquireAsync(Token);
        var wait = condition.WaitAsync(lease, Token).AsTask();
        await DieAsync(victim, granted: true, waiting: 0, async () =>
        {
            await using (var notifier = await condition.AcquireAsync(Token))
            {
                Assert.Equal(1, await condition.NotifyAsync(notifier, cancellationToken: Token));
            }

            // It has the lock, and does not know.
            Assert.Equal(victim.Id, (await condition.Lock.GetHolderAsync(Token))!.Owner!.ProcessId);
            Assert.Equal(1, condition.WaiterCount);
        });
        await wait;
        Assert.False(lease.PreviousOwnerLost);
        await lease.ReleaseAsync();
        Assert.False(condition.Lock.IsHeld);
    }
}
