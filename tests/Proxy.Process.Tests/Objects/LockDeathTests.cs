using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using SharedObjects.Process.Tests.Workers;

namespace SharedObjects.Process.Tests.Objects;

/// <summary>No lock stays with a process that has died, and none goes to one.</summary>
public sealed class LockDeathTests : ProcessTests, IAsyncLifetime
{
    private const int Hang = 120_000;

    private SharedManager manager = null!;
    private ISharedLock mutex = null!;

    public async ValueTask InitializeAsync()
    {
        manager = await SharedManager.StartAsync(cancellationToken: Token);
        mutex = await manager.LockAsync(Token);
    }

    public ValueTask DisposeAsync() => manager.DisposeAsync();

    [Fact(Timeout = Hang)]
    public async Task A_lock_whose_holder_was_killed_goes_to_the_next_who_is_told()
    {
        await using var victim = await Victim.StartAsync(manager, report => WorkerProcess.Start(LockTargets.HoldAsync, mutex, report));
        var token = long.Parse(await victim.NextAsync(), CultureInfo.InvariantCulture);
        var waiting = mutex.AcquireAsync(Token);
        victim.Kill();
        await using (var lease = await waiting)
        {
            Assert.True(lease.PreviousOwnerLost);
            Assert.Equal(token + 1, lease.FencingToken);
        }

        await using var next = await mutex.AcquireAsync(Token);
        Assert.False(next.PreviousOwnerLost);
    }

    [Fact(Timeout = Hang)]
    public async Task However_often_it_had_entered()
    {
        var reentrant = await manager.ReentrantLockAsync(Token);
        await using var victim = await Victim.StartAsync(manager, report => WorkerProcess.Start(LockTargets.ReenterAsync, reentrant, report));
        var token = long.Parse(await victim.NextAsync(), CultureInfo.InvariantCulture);
        var waiting = reentrant.AcquireAsync(Token);
        victim.Kill();
        await using var lease = await waiting;
        Assert.True(lease.PreviousOwnerLost);
        Assert.Equal(token + 1, lease.FencingToken);
    }

    [Fact(Timeout = Hang)]
    public async Task A_waiter_that_was_killed_is_passed_over()
    {
        var held = await mutex.AcquireAsync(Token);
        var waiters = new Task<LockLease>[4];
        waiters[0] = mutex.AcquireAsync(Token).AsTask();
        await using var victim = await Victim.StartAsync(manager, report => WorkerProcess.Start(LockTargets.AcquireAsync, mutex, report));
        await victim.SaysAsync("waits");
        for (var i = 1; i < waiters.Length; i++)
        {
            waiters[i] = mutex.AcquireAsync(Token).AsTask();
        }

        victim.Kill();
        await victim.WaitForExitAsync();
        await held.ReleaseAsync();
        var token = held.FencingToken;
        foreach (var waiter in waiters)
        {
            await using var lease = await waiter;
            Assert.False(lease.PreviousOwnerLost);
            Assert.InRange(lease.FencingToken, token + 1, token + 2);
            token = lease.FencingToken;
        }

        Assert.False(mutex.IsHeld);
    }

    [Fact(Timeout = Hang)]
    public async Task A_lock_granted_to_a_process_that_was_killed_before_it_knew_was_not_lost_by_it()
    {
        var held = await mutex.AcquireAsync(Token);
        await using var victim = await Victim.StartAsync(manager, report => WorkerProcess.Start(LockTargets.AcquireAsync, mutex, report));
        await victim.SaysAsync("waits");
        victim.Stop();
        await held.ReleaseAsync();
        Assert.True(mutex.IsHeld);
        var waiting = mutex.AcquireAsync(Token);
        victim.Kill();
        await using var lease = await waiting;
        Assert.False(lease.PreviousOwnerLost);
        Assert.Equal(held.FencingToken + 2, lease.FencingToken);
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
}
