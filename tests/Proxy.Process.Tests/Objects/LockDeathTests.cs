using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using SharedObjects.Process.Tests.Death;
using SharedObjects.Process.Tests.Workers;

namespace SharedObjects.Process.Tests.Objects;

/// <summary>No lock stays with a process that has died, and none goes to one.</summary>
public sealed class LockDeathTests : ObjectDeathTests
{
    [Theory(Timeout = Hang)]
    [InlineData(false)]
    [InlineData(true)]
    [Death(typeof(ISharedLock), DeathState.Holding)]
    [Death(typeof(ISharedReentrantLock), DeathState.Holding)]
    public async Task A_lock_whose_holder_was_killed_goes_to_the_next_who_is_told_however_often_it_had_entered(bool reentrant)
    {
        var mutex = await MakeAsync(reentrant);
        await using var victim = await Victim.StartAsync(Manager, report => reentrant
            ? WorkerProcess.Start(LockTargets.ReenterAsync, (ISharedReentrantLock)mutex, report)
            : WorkerProcess.Start(LockTargets.HoldAsync, mutex, report));
        var token = long.Parse(await victim.NextAsync(), CultureInfo.InvariantCulture);
        Assert.Equal(victim.Id, (await mutex.GetHolderAsync(Token))!.Owner!.ProcessId);
        var waiting = mutex.AcquireAsync(Token);
        var behind = mutex.AcquireAsync(Token);
        victim.Kill();
        await using (var lease = await waiting)
        {
            Assert.True(lease.PreviousOwnerLost);
            Assert.Equal(token + 1, lease.FencingToken);
        }

        await using (var next = await behind)
        {
            Assert.False(next.PreviousOwnerLost);
            Assert.Equal(token + 2, next.FencingToken);
        }

        Assert.False(mutex.IsHeld);
    }

    [Theory(Timeout = Hang)]
    [InlineData(false)]
    [InlineData(true)]
    [Death(typeof(ISharedLock), DeathState.Waiting)]
    [Death(typeof(ISharedReentrantLock), DeathState.Waiting)]
    public async Task A_waiter_that_was_killed_is_passed_over_and_the_others_are_granted_in_the_order_they_came(bool reentrant)
    {
        var mutex = await MakeAsync(reentrant);
        var held = await mutex.AcquireAsync(Token);
        Task<LockLease>[] waiters = [mutex.AcquireAsync(Token).AsTask()];
        await UntilWaitingAsync(1);
        await using var second = await WaiterAsync(mutex);
        for (var arrived = 2; arrived < 5; arrived++)
        {
            await UntilWaitingAsync(arrived);
            waiters = [.. waiters, mutex.AcquireAsync(Token).AsTask()];
        }

        await UntilWaitingAsync(5);
        await DieAsync(second, granted: false, waiting: 4, grant: default!);
        await held.ReleaseAsync();
        for (var place = 0; place < waiters.Length; place++)
        {
            await using var lease = await waiters[place];

            // The token is how many were granted before: those who came after it have nothing yet.
            Assert.Equal(held.FencingToken + 1 + place, lease.FencingToken);
            Assert.False(lease.PreviousOwnerLost);
            Assert.All(waiters.Skip(place + 1), static waiter => Assert.False(waiter.IsCompleted));
        }

        Assert.False(mutex.IsHeld);
    }

    [Theory(Timeout = Hang)]
    [InlineData(false)]
    [InlineData(true)]
    [Death(typeof(ISharedLock), DeathState.Unreceived)]
    [Death(typeof(ISharedReentrantLock), DeathState.Unreceived)]
    public async Task A_lock_granted_to_a_process_that_was_killed_before_it_knew_was_not_lost_by_it(bool reentrant)
    {
        var mutex = await MakeAsync(reentrant);
        var held = await mutex.AcquireAsync(Token);
        await using var victim = await WaiterAsync(mutex);
        var waiting = mutex.AcquireAsync(Token).AsTask();
        await DieAsync(victim, granted: true, waiting: 0, async () =>
        {
            await held.ReleaseAsync();
            Assert.Equal(victim.Id, (await mutex.GetHolderAsync(Token))!.Owner!.ProcessId);
            Assert.False(waiting.IsCompleted);
        });
        await using (var lease = await waiting)
        {
            Assert.False(lease.PreviousOwnerLost);
            Assert.Equal(held.FencingToken + 2, lease.FencingToken);
        }

        Assert.False(mutex.IsHeld);
    }

    [Fact(Timeout = Hang)]
    public async Task A_lease_that_is_collected_is_lost_and_the_log_says_so()
    {
        var logs = new CollectingLoggerFactory();
        await using var logged = SharedManager.StartInProcess(options: new SharedManagerOptions { LoggerFactory = logs });
        var collected = await logged.LockAsync(Token);
        await ForgetAsync(collected);
        var waiting = collected.AcquireAsync(Token).AsTask();
        while (!waiting.IsCompleted)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Yield();
        }

        await using var lease = await waiting;
        Assert.True(lease.PreviousOwnerLost);
        Assert.Contains(logs.Entries, static entry => entry.Level == LogLevel.Warning && entry.Text.Contains("lost a lease of", StringComparison.Ordinal));

        [MethodImpl(MethodImplOptions.NoInlining)]
        static async Task ForgetAsync(ISharedLock mutex) => Assert.True((await mutex.AcquireAsync(Token)).IsHeld);
    }

    private Task<Victim> WaiterAsync(ISharedLock mutex) => WaitingAsync(report => mutex is ISharedReentrantLock reentrant
        ? WorkerProcess.Start(LockTargets.AcquireReentrantAsync, reentrant, report)
        : WorkerProcess.Start(LockTargets.AcquireAsync, mutex, report));

    private async Task<ISharedLock> MakeAsync(bool reentrant) => reentrant ? await Manager.ReentrantLockAsync(Token) : await Manager.LockAsync(Token);
}
