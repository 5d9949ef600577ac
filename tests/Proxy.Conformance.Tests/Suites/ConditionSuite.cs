using SharedObjects.Conformance.Tests.Backends;
using SharedObjects.Objects.Locking;

namespace SharedObjects.Conformance.Tests.Suites;

/// <summary>What every <see cref="ISharedCondition"/> promises, whatever is behind it.</summary>
public abstract partial class ConditionSuite(Backend backend)
{
    private const int Hang = 60_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Hang)]
    public Task A_wait_gives_the_lock_up_and_has_it_again_when_it_was_notified() => backend.RunAsync(async () =>
    {
        var (mutex, condition) = await ConditionAsync();
        var waiter = await mutex.AcquireAsync(Token);
        var (number, token) = (waiter.Number, waiter.FencingToken);
        var wait = condition.WaitAsync(waiter, Token).AsTask();
        var notifier = await mutex.AcquireAsync(Token);
        Assert.False(waiter.IsHeld);
        Assert.Equal(1, condition.WaiterCount);
        Assert.Equal(1, await condition.NotifyAsync(notifier, cancellationToken: Token));
        Assert.Equal(0, condition.WaiterCount);
        Assert.False(wait.IsCompleted);
        await notifier.ReleaseAsync();
        await wait;
        Assert.True(waiter.IsHeld);
        Assert.Equal(number, waiter.Number);
        Assert.True(waiter.FencingToken > notifier.FencingToken && notifier.FencingToken > token);
        Assert.False(waiter.PreviousOwnerLost);
        Assert.True(mutex.IsHeld);
        await waiter.ReleaseAsync();
        Assert.False(mutex.IsHeld);
    });

    [Fact(Timeout = Hang)]
    public Task As_many_as_were_notified_wake_in_the_order_in_which_they_came() => backend.RunAsync(async () =>
    {
        var (mutex, condition) = await ConditionAsync();
        List<int> woken = [];
        var waits = await Waiters(mutex, condition, 5, woken);
        await using (var lease = await mutex.AcquireAsync(Token))
        {
            Assert.Equal(5, condition.WaiterCount);
            Assert.Equal(2, await condition.NotifyAsync(lease, 2, Token));
            Assert.Equal(3, condition.WaiterCount);
        }

        await Task.WhenAll(waits[0], waits[1]);
        Assert.Equal([0, 1], woken);
        await using (var lease = await mutex.AcquireAsync(Token))
        {
            Assert.Equal(3, await condition.NotifyAllAsync(lease, Token));
            Assert.Equal(0, await condition.NotifyAllAsync(lease, Token));
        }

        await Task.WhenAll(waits);
        Assert.Equal([0, 1, 2, 3, 4], woken);
    });

    [Fact(Timeout = Hang)]
    public Task A_notification_that_nobody_waits_for_is_forgotten() => backend.RunAsync(async () =>
    {
        var (mutex, condition) = await ConditionAsync();
        var lease = await mutex.AcquireAsync(Token);
        Assert.Equal(0, await condition.NotifyAsync(lease, 3, Token));
        Assert.False(await condition.TryWaitAsync(lease, TimeSpan.Zero, Token));
        Assert.True(lease.IsHeld);
        await lease.ReleaseAsync();
    });

    [Fact(Timeout = Hang)]
    public Task Only_whoever_has_the_lock_waits_and_notifies() => backend.RunAsync(async () =>
    {
        var (mutex, condition) = await ConditionAsync();
        var (another, _) = await ConditionAsync();
        var waits = await Waiters(mutex, condition, 1, []);
        var released = await mutex.AcquireAsync(Token);
        await released.ReleaseAsync();
        await using var elsewhere = await another.AcquireAsync(Token);
        foreach (var lease in new[] { released, elsewhere })
        {
            await Assert.ThrowsAsync<LeaseNotHeldException>(async () => await condition.NotifyAsync(lease, cancellationToken: Token));
            await Assert.ThrowsAsync<LeaseNotHeldException>(async () => await condition.WaitAsync(lease, Token));
            await Assert.ThrowsAsync<LeaseNotHeldException>(async () => await condition.WakeAsync(lease.Number, 1, Token));
            await Assert.ThrowsAsync<LeaseNotHeldException>(async () => await condition.ParkAsync(lease.Number, TimeSpan.Zero, Token));
        }

        Assert.True(elsewhere.IsHeld);
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await condition.WaitAsync(null!, Token));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await condition.NotifyAsync(null!, cancellationToken: Token));
        Assert.Equal(1, condition.WaiterCount);
        await using (var lease = await mutex.AcquireAsync(Token))
        {
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await condition.NotifyAsync(lease, 0, Token));
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await condition.NotifyAsync(lease, -1, Token));
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await condition.WaitAsync(lease, TimeSpan.FromSeconds(-2), Token));
            Assert.True(lease.IsHeld);
            Assert.Equal(1, condition.WaiterCount);
            await condition.NotifyAsync(lease, cancellationToken: Token);
        }

        await waits[0];
    });

    [Fact(Timeout = Hang)]
    public Task A_wait_that_times_out_returns_when_it_has_the_lock_again() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.SetsTheTime);
        var (mutex, condition) = await ConditionAsync();
        var lease = await mutex.AcquireAsync(Token);
        var late = condition.TryWaitAsync(lease, TimeSpan.FromSeconds(5), Token).AsTask();
        var holder = await mutex.AcquireAsync(Token);
        backend.Advance(TimeSpan.FromSeconds(5));
        while (condition.WaiterCount > 0)
        {
            await Task.Yield();
        }

        Assert.False(late.IsCompleted);
        Assert.Equal(0, await condition.NotifyAsync(holder, cancellationToken: Token));
        await holder.ReleaseAsync();
        Assert.False(await late);
        Assert.True(lease.IsHeld);
        Assert.True(lease.FencingToken > holder.FencingToken);
        var timeout = condition.WaitAsync(lease, TimeSpan.FromSeconds(5), Token).AsTask();
        Assert.Equal(1, condition.WaiterCount);
        backend.Advance(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAsync<TimeoutException>(() => timeout);
        Assert.True(lease.IsHeld);
        await lease.ReleaseAsync();
        Assert.False(mutex.IsHeld);
    });

    [Fact(Timeout = Hang)]
    public Task A_cancelled_wait_returns_when_it_has_the_lock_again() => backend.RunAsync(async () =>
    {
        var (mutex, condition) = await ConditionAsync();
        var lease = await mutex.AcquireAsync(Token);
        using var cancellation = new CancellationTokenSource();
        var wait = condition.WaitAsync(lease, cancellation.Token).AsTask();
        var holder = await mutex.AcquireAsync(Token);
        await cancellation.CancelAsync();
        while (condition.WaiterCount > 0)
        {
            await Task.Yield();
        }

        Assert.False(wait.IsCompleted);
        Assert.False(lease.IsHeld);
        await holder.ReleaseAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        Assert.True(lease.IsHeld);
        Assert.True(mutex.IsHeld);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await condition.WaitAsync(lease, cancellation.Token));
        Assert.True(lease.IsHeld);
        await lease.ReleaseAsync();
        Assert.False(mutex.IsHeld);
    });

    [Fact(Timeout = Hang)]
    public Task A_lease_that_is_released_while_it_waits_is_given_back_afterwards() => backend.RunAsync(async () =>
    {
        var (mutex, condition) = await ConditionAsync();
        var lease = await mutex.AcquireAsync(Token);
        var wait = condition.WaitAsync(lease, Token).AsTask();
        Assert.Equal(1, condition.WaiterCount);
        await lease.DisposeAsync();
        await using (var notifier = await mutex.AcquireAsync(Token))
        {
            await condition.NotifyAsync(notifier, cancellationToken: Token);
        }

        await Assert.ThrowsAsync<LeaseNotHeldException>(() => wait);
        Assert.False(mutex.IsHeld);
    });

    [Fact(Timeout = Hang)]
    public Task An_owner_that_has_entered_often_gives_up_and_gets_back_all() => backend.RunAsync(async () =>
    {
        var mutex = await backend.MakeAsync(static manager => manager.ReentrantLockAsync(Token), static ISharedReentrantLock (time) => new ReentrantLockReferent(time));
        var condition = await mutex.CreateConditionAsync(Token);
        var outer = await mutex.AcquireAsync(Token);
        var inner = await mutex.AcquireAsync(outer, Token);
        var wait = condition.WaitAsync(inner, Token).AsTask();
        await using (var notifier = await mutex.AcquireAsync(Token))
        {
            Assert.False(outer.IsHeld);
            await condition.NotifyAllAsync(notifier, Token);
        }

        await wait;
        Assert.True(outer.IsHeld);
        Assert.Equal(outer.FencingToken, inner.FencingToken);
        await inner.ReleaseAsync();
        Assert.True(mutex.IsHeld);
        await outer.ReleaseAsync();
        Assert.False(mutex.IsHeld);
    });

    [Fact(Timeout = Hang)]
    public Task An_inner_lease_that_ends_while_its_owner_waits_counts_when_it_is_back() => backend.RunAsync(async () =>
    {
        var mutex = await backend.MakeAsync(static manager => manager.ReentrantLockAsync(Token), static ISharedReentrantLock (time) => new ReentrantLockReferent(time));
        var condition = await mutex.CreateConditionAsync(Token);
        var outer = await mutex.AcquireAsync(Token);
        var inner = await mutex.AcquireAsync(outer, Token);
        var wait = condition.WaitAsync(outer, Token).AsTask();
        Assert.Equal(1, condition.WaiterCount);
        await inner.DisposeAsync();
        await Assert.ThrowsAsync<LeaseNotHeldException>(async () => await condition.WaitAsync(inner, Token));
        await using (var notifier = await mutex.AcquireAsync(Token))
        {
            await condition.NotifyAllAsync(notifier, Token);
        }

        await wait;
        Assert.True(outer.IsHeld);
        await outer.ReleaseAsync();
        Assert.False(mutex.IsHeld);
    });

    [Fact(Timeout = Hang)]
    public Task A_copy_has_a_free_lock_and_no_waiters() => backend.RunAsync(async () =>
    {
        var (mutex, condition) = await ConditionAsync();
        var waits = await Waiters(mutex, condition, 2, []);
        await using var lease = await mutex.AcquireAsync(Token);
        var copy = await backend.CopyAsync(condition, static (state, time) => new ConditionReferent(state, time));
        Assert.Equal(0, copy.WaiterCount);
        Assert.False(copy.Lock.IsHeld);
        await using (var first = await copy.AcquireAsync(Token))
        {
            Assert.True(first.PreviousOwnerLost);
            Assert.True(first.FencingToken > lease.FencingToken);
            Assert.Equal(0, await copy.NotifyAllAsync(first, Token));
        }

        Assert.Equal(2, await condition.NotifyAllAsync(lease, Token));
        await lease.ReleaseAsync();
        await Task.WhenAll(waits);
    });

    private async ValueTask<(ISharedLock Lock, ISharedCondition Condition)> ConditionAsync()
    {
        var mutex = await backend.MakeAsync(static manager => manager.LockAsync(Token), static ISharedLock (time) => new LockReferent(time));
        return (mutex, await mutex.CreateConditionAsync(Token));
    }

    /// <summary>Starts some who wait; they release the lock as soon as they have it again.</summary>
    private static async Task<Task[]> Waiters(ISharedLock mutex, ISharedCondition condition, int count, List<int> woken)
    {
        var waits = new Task[count];
        for (var i = 0; i < count; i++)
        {
            var lease = await mutex.AcquireAsync(Token);
            waits[i] = WaitAsync(i, lease, condition.WaitAsync(lease, Token).AsTask());
        }

        return waits;

        async Task WaitAsync(int number, LockLease lease, Task wait)
        {
            await wait;
            woken.Add(number);
            await lease.ReleaseAsync();
        }
    }
}
