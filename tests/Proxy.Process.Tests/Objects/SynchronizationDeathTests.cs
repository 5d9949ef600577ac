using SharedObjects.Process.Tests.Workers;

namespace SharedObjects.Process.Tests.Objects;

/// <summary>What processes wait for each other with does not wait for one that has died.</summary>
public sealed class SynchronizationDeathTests : ProcessTests, IAsyncLifetime
{
    private const int Hang = 120_000;

    private SharedManager manager = null!;

    public async ValueTask InitializeAsync() => manager = await SharedManager.StartAsync(cancellationToken: Token);

    public ValueTask DisposeAsync() => manager.DisposeAsync();

    [Fact(Timeout = Hang)]
    public async Task The_wake_of_a_process_that_was_killed_before_it_had_the_lock_passes_to_the_next()
    {
        var condition = await manager.ConditionAsync(cancellationToken: Token);
        await using var victim = await Victim.StartAsync(manager, report => WorkerProcess.Start(LockTargets.WaitAsync, condition, report));
        await victim.SaysAsync("waits");
        var lease = await condition.AcquireAsync(Token);
        var wait = condition.WaitAsync(lease, Token);
        await using (var notifier = await condition.AcquireAsync(Token))
        {
            Assert.Equal(1, await condition.NotifyAsync(notifier, cancellationToken: Token));
            Assert.Equal(1, condition.WaiterCount);
            victim.Kill();
            await ProcFs.UntilAsync(() => condition.WaiterCount == 0);
        }

        await wait;
        Assert.False(lease.PreviousOwnerLost);
        await lease.ReleaseAsync();
    }

    [Fact(Timeout = Hang)]
    public async Task The_wake_of_a_process_that_was_killed_before_it_knew_passes_to_the_next()
    {
        var condition = await manager.ConditionAsync(cancellationToken: Token);
        await using var victim = await Victim.StartAsync(manager, report => WorkerProcess.Start(LockTargets.WaitAsync, condition, report));
        await victim.SaysAsync("waits");
        var lease = await condition.AcquireAsync(Token);
        victim.Stop();
        var wait = condition.WaitAsync(lease, Token);
        await using (var notifier = await condition.AcquireAsync(Token))
        {
            await condition.NotifyAsync(notifier, cancellationToken: Token);
        }

        // It has the lock, and does not know.
        Assert.True(condition.Lock.IsHeld);
        Assert.Equal(1, condition.WaiterCount);
        victim.Kill();
        await wait;
        Assert.False(lease.PreviousOwnerLost);
        await lease.ReleaseAsync();
        Assert.False(condition.Lock.IsHeld);
    }

    [Fact(Timeout = Hang)]
    public async Task A_process_that_was_killed_while_it_waited_for_a_condition_is_forgotten()
    {
        var condition = await manager.ConditionAsync(cancellationToken: Token);
        await using var victim = await Victim.StartAsync(manager, report => WorkerProcess.Start(LockTargets.WaitAsync, condition, report));
        await victim.SaysAsync("waits");
        Assert.Equal(1, condition.WaiterCount);
        victim.Kill();
        await ProcFs.UntilAsync(() => condition.WaiterCount == 0);
        await using var lease = await condition.AcquireAsync(Token);
        Assert.False(lease.PreviousOwnerLost);
        Assert.Equal(0, await condition.NotifyAllAsync(lease, Token));
    }

    [Fact(Timeout = Hang)]
    public async Task Permits_of_a_process_that_was_killed_come_back()
    {
        var semaphore = await manager.SemaphoreAsync(3, 3, Token);
        await using var victim = await Victim.StartAsync(manager, report => WorkerProcess.Start(LockTargets.TakeTwoAsync, semaphore, report));
        await victim.SaysAsync("holds");
        var waiting = semaphore.AcquireAsync(3, Token);
        victim.Kill();
        await (await waiting).DisposeAsync();
        Assert.Equal(3, semaphore.CurrentCount);
    }

    [Theory(Timeout = Hang)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_process_that_was_killed_while_it_waited_for_permits_or_before_it_knew_has_none(bool granted)
    {
        var semaphore = await manager.SemaphoreAsync(3, 3, Token);
        var held = await semaphore.AcquireAsync(Token);
        await using var victim = await Victim.StartAsync(manager, report => WorkerProcess.Start(LockTargets.WantThreeAsync, semaphore, report));
        await victim.SaysAsync("waits");
        victim.Stop();
        var waiting = semaphore.AcquireAsync(2, Token);
        if (granted)
        {
            await held.ReleaseAsync();
            Assert.Equal(0, semaphore.CurrentCount);
        }

        victim.Kill();
        await (await waiting).DisposeAsync();
        await held.DisposeAsync();
        Assert.Equal((3, 0), (semaphore.CurrentCount, semaphore.WaiterCount));
    }

    [Fact(Timeout = Hang)]
    public async Task A_writer_that_was_killed_is_lost_and_a_reader_has_changed_nothing()
    {
        var mutex = await manager.ReaderWriterLockAsync(Token);
        await using var reader = await Victim.StartAsync(manager, report => WorkerProcess.Start(LockTargets.ReadAsync, mutex, report));
        await reader.SaysAsync("holds");
        await using var writer = await Victim.StartAsync(manager, report => WorkerProcess.Start(LockTargets.WriteAsync, mutex, report));
        await writer.SaysAsync("waits");
        reader.Kill();
        await writer.SaysAsync("holds");
        var reading = mutex.AcquireReaderAsync(Token);
        writer.Kill();
        await using (var lease = await reading)
        {
            Assert.True(lease.PreviousOwnerLost);
            Assert.Equal(1, lease.FencingToken);
        }

        await using var next = await mutex.AcquireWriterAsync(Token);
        Assert.True(next.PreviousOwnerLost);
    }

    [Theory(Timeout = Hang)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_writer_that_was_killed_while_it_waited_or_before_it_knew_lets_those_behind_it_in(bool granted)
    {
        var mutex = await manager.ReaderWriterLockAsync(Token);
        var held = await mutex.AcquireReaderAsync(Token);
        await using var victim = await Victim.StartAsync(manager, report => WorkerProcess.Start(LockTargets.WriteAsync, mutex, report));
        await victim.SaysAsync("waits");
        victim.Stop();
        var reading = mutex.AcquireReaderAsync(Token);
        if (granted)
        {
            await held.ReleaseAsync();
            Assert.True(mutex.IsWriteLockHeld);
        }

        victim.Kill();
        await using var lease = await reading;
        Assert.False(lease.PreviousOwnerLost);
        Assert.False(mutex.IsWriteLockHeld);
        await held.DisposeAsync();
    }

    [Fact(Timeout = Hang)]
    public async Task A_barrier_breaks_when_one_that_waits_is_killed_and_can_be_used_again()
    {
        var barrier = await manager.BarrierAsync(4, Token);
        await using var victim = await Victim.StartAsync(manager, report => WorkerProcess.Start(LockTargets.ArriveAsync, barrier, report));
        await victim.SaysAsync("waits");
        await BreaksAsync(barrier, others: 2, () =>
        {
            victim.Kill();
            return Task.CompletedTask;
        });
    }

    [Fact(Timeout = Hang)]
    public async Task A_barrier_breaks_when_one_that_has_joined_is_killed_before_it_arrives()
    {
        var barrier = await manager.BarrierAsync(4, Token);
        await using var victim = await Victim.StartAsync(manager, report => WorkerProcess.Start(LockTargets.JoinAsync, barrier, report));
        await victim.SaysAsync("joined");
        await BreaksAsync(barrier, others: 3, () =>
        {
            victim.Kill();
            return Task.CompletedTask;
        });
    }

    [Fact(Timeout = Hang)]
    public async Task A_barrier_breaks_when_the_last_is_killed_in_its_action()
    {
        var barrier = await manager.BarrierAsync(4, Token);
        await BreaksAsync(barrier, others: 3, async () =>
        {
            await using var victim = await Victim.StartAsync(manager, report => WorkerProcess.Start(LockTargets.ActAsync, barrier, report));
            await victim.SaysAsync("acts");
            victim.Kill();
        });
    }

    /// <summary>All who wait are told, and after a reset as many as there are participants pass.</summary>
    private static async Task BreaksAsync(ISharedBarrier barrier, int others, Func<Task> kill)
    {
        var waiting = Enumerable.Range(0, others).Select(_ => barrier.SignalAndWaitAsync(Token).AsTask()).ToArray();
        await kill();
        foreach (var wait in waiting)
        {
            await Assert.ThrowsAsync<BrokenBarrierException>(() => wait);
        }

        Assert.Equal((true, 0L), (barrier.IsBroken, barrier.CurrentPhaseNumber));
        await barrier.ResetAsync(Token);
        var indexes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => barrier.SignalAndWaitAsync(Token).AsTask()));
        Assert.Equal([0, 1, 2, 3], indexes);
    }
}
