using SharedObjects.Conformance.Tests.Backends;
using SharedObjects.Objects.Locking;

namespace SharedObjects.Conformance.Tests.Suites;

/// <content>What belongs to whom, and for how long.</content>
public abstract partial class ConditionSuite
{
    [Fact(Timeout = Hang)]
    public Task A_condition_may_have_a_lock_of_its_own() => backend.RunAsync(async () =>
    {
        var condition = await backend.MakeAsync(static manager => manager.ConditionAsync(cancellationToken: Token), static ISharedCondition (time) => new ConditionReferent(time));
        var lease = await condition.AcquireAsync(Token);
        Assert.True(condition.Lock.IsHeld);
        Assert.Equal(condition.Lock, condition.Lock);
        var wait = condition.WaitAsync(lease, Token).AsTask();
        await using (var notifier = await condition.Lock.AcquireAsync(Token))
        {
            await condition.NotifyAsync(notifier, cancellationToken: Token);
        }

        await wait;
        await lease.ReleaseAsync();
        Assert.False(condition.Lock.IsHeld);
    });

    [Fact(Timeout = Hang)]
    public Task Two_conditions_of_a_lock_are_notified_apart() => backend.RunAsync(async () =>
    {
        var (mutex, first) = await ConditionAsync();
        var second = await mutex.CreateConditionAsync(Token);
        var wait = (await Waiters(mutex, first, 1, []))[0];
        var other = (await Waiters(mutex, second, 1, []))[0];
        await using (var lease = await mutex.AcquireAsync(Token))
        {
            Assert.Equal(1, await second.NotifyAllAsync(lease, Token));
        }

        await other;
        Assert.Equal(1, first.WaiterCount);
        Assert.False(wait.IsCompleted);
        await using (var lease = await mutex.AcquireAsync(Token))
        {
            await first.NotifyAllAsync(lease, Token);
        }

        await wait;
    });

    [Fact(Timeout = Hang)]
    public Task A_condition_made_by_the_manager_is_one_of_the_lock() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasProxies);
        var mutex = await backend.Manager.ReentrantLockAsync(Token);
        var condition = await backend.Manager.ConditionAsync(mutex, Token);
        await using var lease = await mutex.AcquireAsync(Token);
        Assert.True(condition.Lock.IsHeld);
        Assert.Equal(0, await condition.NotifyAllAsync(lease, Token));
        var plain = await backend.Manager.LockAsync(Token);
        Assert.Equal(plain, (await backend.Manager.ConditionAsync(plain, Token)).Lock);
    });

    [Fact(Timeout = Hang)]
    public Task A_condition_keeps_its_lock() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasProxies);
        var (mutex, condition) = await ConditionAsync();
        await mutex.DisposeAsync();
        var lease = await condition.AcquireAsync(Token);
        var waiting = condition.AcquireAsync(Token).AsTask();
        Assert.True(condition.Lock.IsHeld);
        await lease.ReleaseAsync();
        await (await waiting).ReleaseAsync();
        Assert.False(condition.Lock.IsHeld);
    });

    [Fact(Timeout = Hang)]
    public Task Whoever_lets_go_of_a_condition_keeps_the_lock() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasProxies);
        var (mutex, condition) = await ConditionAsync();
        await using var lease = await mutex.AcquireAsync(Token);
        Assert.False(await condition.TryWaitAsync(lease, TimeSpan.Zero, Token));
        await condition.DisposeAsync();
        await using (var other = await backend.ConnectAsync())
        {
            await UntilGoneAsync(other, condition);
        }

        Assert.True(mutex.IsHeld);
        Assert.Equal(lease.FencingToken, (await mutex.GetHolderAsync(Token))?.FencingToken);
    });

    [Fact(Timeout = Hang)]
    public Task Waiters_check_again_until_it_is_so() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.ServesManyThreads);
        var (mutex, condition) = await ConditionAsync();
        var value = 0;
        var checks = 0;
        await using var lease = await mutex.AcquireAsync(Token);
        var wait = condition.WaitForAsync(lease, () => ++checks > 0 && value == 2, Token).AsTask();
        for (var i = 1; i <= 2; i++)
        {
            while (condition.WaiterCount == 0)
            {
                await Task.Yield();
            }

            await using var notifier = await mutex.AcquireAsync(Token);
            value = i;
            await condition.NotifyAllAsync(notifier, Token);
        }

        await wait;
        Assert.Equal(3, checks);
        Assert.True(lease.IsHeld);
        await condition.WaitForAsync(lease, static () => ValueTask.FromResult(true), Token);
        Assert.False(await condition.TryWaitForAsync(lease, () => value == 3, TimeSpan.Zero, Token));
        Assert.True(await condition.TryWaitForAsync(lease, async () => await mutex.GetHolderAsync(Token) is not null, TimeSpan.Zero, Token));
        Assert.True(lease.IsHeld);
        await Assert.ThrowsAsync<InvalidTimeZoneException>(async () => await condition.WaitForAsync(lease, bool () => throw new InvalidTimeZoneException(), Token));
        Assert.True(lease.IsHeld);
    });

    [Fact(Timeout = Hang)]
    public Task The_time_spent_with_waiting_is_limited_altogether() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.ServesManyThreads);
        backend.Require(Ability.SetsTheTime);
        var (mutex, condition) = await ConditionAsync();
        await using var lease = await mutex.AcquireAsync(Token);
        var wait = condition.TryWaitForAsync(lease, static () => false, TimeSpan.FromSeconds(10), Token).AsTask();
        for (var i = 0; i < 3; i++)
        {
            while (condition.WaiterCount == 0)
            {
                await Task.Yield();
            }

            backend.Advance(TimeSpan.FromSeconds(3));
            await using var notifier = await mutex.AcquireAsync(Token);
            Assert.Equal(1, await condition.NotifyAllAsync(notifier, Token));
        }

        while (condition.WaiterCount == 0)
        {
            await Task.Yield();
        }

        backend.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await wait);
        Assert.True(lease.IsHeld);
    });

    [Fact(Timeout = Hang)]
    public Task A_session_that_ends_while_it_waits_is_forgotten() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasSessions);
        var (mutex, condition) = await ConditionAsync();
        var other = await backend.ConnectAsync();
        var (theirLock, theirs) = (await other.UseAsync(mutex), await other.UseAsync(condition));
        var theirLease = await theirLock.AcquireAsync(Token);
        var theirWait = theirs.WaitAsync(theirLease, Token).AsTask();
        Assert.Equal(1, theirs.WaiterCount);
        var wait = (await Waiters(mutex, condition, 1, []))[0];
        await other.DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => theirWait);
        while (condition.WaiterCount > 1)
        {
            await Task.Yield();
        }

        await using (var lease = await mutex.AcquireAsync(Token))
        {
            Assert.False(lease.PreviousOwnerLost);
            Assert.Equal(1, await condition.NotifyAsync(lease, 2, Token));
        }

        await wait;
        Assert.False(theirLease.IsHeld);
    });

    [Fact(Timeout = Hang)]
    public Task The_wake_of_a_session_that_ends_before_it_has_the_lock_passes_to_the_next() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasSessions);
        var (mutex, condition) = await ConditionAsync();
        var other = await backend.ConnectAsync();
        var (theirLock, theirs) = (await other.UseAsync(mutex), await other.UseAsync(condition));
        var theirLease = await theirLock.AcquireAsync(Token);
        var theirWait = theirs.WaitAsync(theirLease, Token).AsTask();
        Assert.Equal(1, theirs.WaiterCount);
        var waits = await Waiters(mutex, condition, 2, []);
        await using (var lease = await mutex.AcquireAsync(Token))
        {
            Assert.Equal(1, await condition.NotifyAsync(lease, cancellationToken: Token));
            Assert.Equal(2, condition.WaiterCount);
            await other.DisposeAsync();
            while (condition.WaiterCount == 2)
            {
                await Task.Yield();
            }
        }

        await waits[0];
        await Assert.ThrowsAnyAsync<Exception>(() => theirWait);
        Assert.Equal(1, condition.WaiterCount);
        await using (var lease = await mutex.AcquireAsync(Token))
        {
            await condition.NotifyAllAsync(lease, Token);
        }

        await waits[1];
    });

    [Fact(Timeout = Hang)]
    public Task Whoever_lets_go_of_the_lock_while_it_waits_does_not_get_it_again() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasSessions);
        var (mutex, condition) = await ConditionAsync();
        await using var other = await backend.ConnectAsync();
        var (theirLock, theirs) = (await other.UseAsync(mutex), await other.UseAsync(condition));

        // A lease object would keep the lock.
        var grant = await theirLock.EnterAsync(Timeout.InfiniteTimeSpan, Token);
        var theirWait = theirs.ParkAsync(grant.Lease, Timeout.InfiniteTimeSpan, Token).AsTask();
        Assert.Equal(1, theirs.WaiterCount);
        await theirLock.DisposeAsync();
        await Assert.ThrowsAsync<LeaseNotHeldException>(() => theirWait);
        Assert.Equal(0, condition.WaiterCount);
        await using var lease = await mutex.AcquireAsync(Token);
        Assert.False(lease.PreviousOwnerLost);
    });

    [Fact(Timeout = Hang)]
    public Task A_lease_gets_the_lock_back_though_the_proxies_it_waited_through_are_disposed() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasSessions);
        var (mutex, condition) = await ConditionAsync();
        await using var other = await backend.ConnectAsync();
        var (theirLock, theirs) = (await other.UseAsync(mutex), await other.UseAsync(condition));
        var theirLease = await theirLock.AcquireAsync(Token);
        var theirWait = theirs.WaitAsync(theirLease, Token).AsTask();
        Assert.Equal(1, theirs.WaiterCount);
        await theirLock.DisposeAsync();
        await theirs.DisposeAsync();
        await other.SettleAsync();
        await using (var lease = await mutex.AcquireAsync(Token))
        {
            await condition.NotifyAsync(lease, cancellationToken: Token);
        }

        await theirWait;
        Assert.True(theirLease.IsHeld);
        Assert.True(mutex.IsHeld);
        await theirLease.ReleaseAsync();
        Assert.False(mutex.IsHeld);
    });

    private static async Task UntilGoneAsync<T>(OtherClient client, T shared)
        where T : class, ISharedObject
    {
        try
        {
            while (true)
            {
                await (await client.UseAsync(shared)).DisposeAsync();
                await Task.Yield();
            }
        }
        catch (ObjectNotFoundException)
        {
            // Its last holder has let go.
        }
    }
}
