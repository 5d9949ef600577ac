using SharedObjects.Conformance.Tests.Backends;
using SharedObjects.Objects.Locking;

namespace SharedObjects.Conformance.Tests.Suites;

/// <summary>What every <see cref="ISharedReentrantLock"/> promises beyond what a lock does.</summary>
public abstract class ReentrantLockSuite(Backend backend) : LockSuite(backend)
{
    private readonly Backend backend = backend;

    [Fact(Timeout = Hang)]
    public Task It_goes_wherever_a_lock_is_expected_and_is_the_same_one_there() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasProxies);
        var mutex = await ReentrantLockAsync();
        var locks = await backend.Manager.ListAsync<ISharedLock>(Token);
        await locks.AddAsync(mutex, Token);
        await locks.AddAsync(await backend.Manager.LockAsync(Token), Token);
        var read = await locks.ToArrayAsync(Token);
        Assert.Equal(mutex, read[0]);
        var reentrant = Assert.IsAssignableFrom<ISharedReentrantLock>(read[0]);
        Assert.IsNotAssignableFrom<ISharedReentrantLock>(read[1]);
        await using (var outer = await read[0].AcquireAsync(Token))
        await using (await reentrant.AcquireAsync(outer, Token))
        {
            Assert.True(mutex.IsHeld);
        }

        Assert.False(mutex.IsHeld);
    });

    [Fact(Timeout = Hang)]
    public Task Whoever_has_a_lease_enters_again_and_the_lock_is_free_when_all_have_left() => backend.RunAsync(async () =>
    {
        var mutex = await ReentrantLockAsync();
        var outer = await mutex.AcquireAsync(Token);
        var waiting = mutex.AcquireAsync(Token).AsTask();
        var middle = await mutex.AcquireAsync(outer, Token);
        var inner = await mutex.AcquireAsync(middle, Token);
        Assert.NotSame(outer, inner);
        Assert.Equal(outer.Number, inner.Number);
        Assert.Equal(outer.FencingToken, inner.FencingToken);
        await outer.ReleaseAsync();
        Assert.False(outer.IsHeld);
        Assert.True(inner.IsHeld);
        await inner.DisposeAsync();
        await inner.DisposeAsync();
        Assert.True(middle.IsHeld);
        Assert.True(mutex.IsHeld);
        Assert.False(waiting.IsCompleted);
        await middle.DisposeAsync();
        await using var next = await waiting;
        Assert.Equal(outer.FencingToken + 1, next.FencingToken);
        Assert.False(next.PreviousOwnerLost);
    });

    [Fact(Timeout = Hang)]
    public Task Without_a_lease_one_waits_like_anybody_else() => backend.RunAsync(async () =>
    {
        var mutex = await ReentrantLockAsync();
        await using var lease = await mutex.AcquireAsync(Token);
        Assert.Null(await mutex.TryAcquireAsync(cancellationToken: Token));
    });

    [Fact(Timeout = Hang)]
    public Task Only_with_a_lease_of_this_lock_that_is_held_one_enters_again() => backend.RunAsync(async () =>
    {
        var (mutex, another) = (await ReentrantLockAsync(), await ReentrantLockAsync());
        var lease = await mutex.AcquireAsync(Token);
        await using var inner = await mutex.AcquireAsync(lease, Token);
        await using var elsewhere = await another.AcquireAsync(Token);
        await lease.ReleaseAsync();
        await Assert.ThrowsAsync<LeaseNotHeldException>(async () => await mutex.AcquireAsync(lease, Token));
        await Assert.ThrowsAsync<LeaseNotHeldException>(async () => await mutex.AcquireAsync(elsewhere, Token));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await mutex.AcquireAsync((LockLease)null!, Token));
        await inner.DisposeAsync();
        Assert.False(mutex.IsHeld);
        await Assert.ThrowsAsync<LeaseNotHeldException>(async () => await mutex.ReenterAsync(lease.Number, Token));
        Assert.False(mutex.IsHeld);
    });

    [Fact(Timeout = Hang)]
    public Task Another_session_cannot_enter_with_our_lease() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasSessions);
        var mutex = await ReentrantLockAsync();
        await using var lease = await mutex.AcquireAsync(Token);
        await using var other = await backend.ConnectAsync();
        var theirs = await other.UseAsync(mutex);
        await Assert.ThrowsAsync<LeaseNotHeldException>(async () => await theirs.AcquireAsync(lease, Token));
        await lease.ReleaseAsync();
        Assert.False(mutex.IsHeld);
    });

    [Fact(Timeout = Hang)]
    public Task A_session_that_ends_has_left_altogether() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasSessions);
        var mutex = await ReentrantLockAsync();
        var other = await backend.ConnectAsync();
        var theirs = await other.UseAsync(mutex);
        var lost = await theirs.AcquireAsync(Token);
        var inner = await theirs.AcquireAsync(lost, Token);
        var waiting = mutex.AcquireAsync(Token).AsTask();
        await other.DisposeAsync();
        await using var next = await waiting;
        Assert.True(next.PreviousOwnerLost);
        Assert.Equal(lost.FencingToken + 1, next.FencingToken);
        Assert.False(inner.IsHeld);
    });

    [Fact(Timeout = Hang)]
    public Task When_one_lease_is_abandoned_the_others_go_on_and_the_next_owner_is_told() => backend.RunAsync(async () =>
    {
        var mutex = await ReentrantLockAsync();
        var outer = await mutex.AcquireAsync(Token);
        var inner = await mutex.AcquireAsync(outer, Token);
        var waiting = mutex.AcquireAsync(Token).AsTask();
        await mutex.ReleaseLeaseAsync(inner.Number, abandoned: true);
        Assert.True(mutex.IsHeld);
        Assert.False(waiting.IsCompleted);
        await outer.ReleaseAsync();
        await using var next = await waiting;
        Assert.True(next.PreviousOwnerLost);
        await inner.DisposeAsync();
    });

    [Fact(Timeout = Hang)]
    public Task When_one_lease_was_abandoned_whoever_has_the_lock_while_its_owner_waits_is_told_and_whoever_has_it_after() => backend.RunAsync(async () =>
    {
        var mutex = await ReentrantLockAsync();
        var condition = await mutex.CreateConditionAsync(Token);
        var outer = await mutex.AcquireAsync(Token);
        var inner = await mutex.AcquireAsync(outer, Token);
        await mutex.ReleaseLeaseAsync(inner.Number, abandoned: true);
        var parked = condition.ParkAsync(outer.Number, Timeout.InfiniteTimeSpan, Token).AsTask();
        await using (var meanwhile = await mutex.AcquireAsync(Token))
        {
            Assert.True(meanwhile.PreviousOwnerLost);
            Assert.Equal(1, await condition.NotifyAsync(meanwhile, 1, Token));
        }

        // The one in between has left in order, and the owner has not done so yet.
        Assert.False((await parked).PreviousOwnerLost);
        await outer.ReleaseAsync();
        await using var next = await mutex.AcquireAsync(Token);
        Assert.True(next.PreviousOwnerLost);
        await inner.DisposeAsync();
    });

    protected override async ValueTask<ISharedLock> UseAsync(OtherClient other, ISharedLock mutex) => await other.UseAsync((ISharedReentrantLock)mutex);

    protected override async ValueTask<ISharedLock> LockAsync() => await ReentrantLockAsync();

    private ValueTask<ISharedReentrantLock> ReentrantLockAsync() =>
        backend.MakeAsync(static manager => manager.ReentrantLockAsync(Token), static ISharedReentrantLock (time) => new ReentrantLockReferent(time));
}
