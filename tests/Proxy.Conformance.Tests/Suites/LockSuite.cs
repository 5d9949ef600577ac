using SharedObjects.Conformance.Tests.Backends;
using SharedObjects.Objects.Locking;

namespace SharedObjects.Conformance.Tests.Suites;

/// <summary>What every <see cref="ISharedLock"/> promises, whatever is behind it.</summary>
public abstract class LockSuite(Backend backend)
{
    private protected const int Hang = 60_000;

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Hang)]
    public Task One_lease_at_a_time_holds_it_and_waiters_are_served_in_order() => backend.RunAsync(async () =>
    {
        var mutex = await LockAsync();
        Assert.False(mutex.IsHeld);
        var first = await mutex.AcquireAsync(Token);
        Assert.True(mutex.IsHeld);
        Assert.True(first.IsHeld);
        Assert.Null(await mutex.TryAcquireAsync(cancellationToken: Token));
        var second = mutex.AcquireAsync(Token).AsTask();
        var third = mutex.AcquireAsync(Token).AsTask();
        Assert.True(mutex.IsHeld);
        Assert.False(second.IsCompleted);
        await first.ReleaseAsync();
        Assert.False(first.IsHeld);
        await using (var lease = await second)
        {
            Assert.True(lease.FencingToken > first.FencingToken);
            Assert.False(lease.PreviousOwnerLost);
            Assert.False(third.IsCompleted);
        }

        await using (await third)
        {
            Assert.True(mutex.IsHeld);
        }

        Assert.False(mutex.IsHeld);
    });

    [Fact(Timeout = Hang)]
    public Task A_cancelled_wait_does_not_acquire() => backend.RunAsync(async () =>
    {
        var mutex = await LockAsync();
        var first = await mutex.AcquireAsync(Token);
        using var cancellation = new CancellationTokenSource();
        var cancelled = mutex.AcquireAsync(cancellation.Token).AsTask();
        var waiting = mutex.AcquireAsync(Token).AsTask();
        _ = mutex.IsHeld;
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        await first.DisposeAsync();
        await (await waiting).DisposeAsync();
        Assert.False(mutex.IsHeld);
    });

    [Fact(Timeout = Hang)]
    public Task A_wait_that_times_out_does_not_acquire() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.SetsTheTime);
        var mutex = await LockAsync();
        var first = await mutex.AcquireAsync(Token);
        var late = mutex.AcquireAsync(TimeSpan.FromSeconds(5), Token).AsTask();
        var never = mutex.TryAcquireAsync(TimeSpan.FromSeconds(5), Token).AsTask();
        _ = mutex.IsHeld;
        backend.Advance(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAsync<TimeoutException>(() => late);
        Assert.Null(await never);
        await first.DisposeAsync();
        Assert.False(mutex.IsHeld);
    });

    [Fact(Timeout = Hang)]
    public Task A_lease_is_released_once() => backend.RunAsync(async () =>
    {
        var mutex = await LockAsync();
        var lease = await mutex.AcquireAsync(Token);
        await lease.ReleaseAsync();
        await Assert.ThrowsAsync<LeaseNotHeldException>(async () => await lease.ReleaseAsync());
        await lease.DisposeAsync();
        await Assert.ThrowsAsync<LeaseNotHeldException>(async () => await mutex.ReleaseLeaseAsync(lease.Number, abandoned: false));
        await using var next = await mutex.AcquireAsync(Token);
        await Assert.ThrowsAsync<LeaseNotHeldException>(async () => await mutex.ReleaseLeaseAsync(lease.Number, abandoned: false));
        Assert.True(mutex.IsHeld);
    });

    [Fact(Timeout = Hang)]
    public Task It_says_who_holds_it_and_for_how_long() => backend.RunAsync(async () =>
    {
        var mutex = await LockAsync();
        Assert.Null(await mutex.GetHolderAsync(Token));
        await using var lease = await mutex.AcquireAsync(Token);
        var holder = await mutex.GetHolderAsync(Token);
        Assert.NotNull(holder);
        Assert.Equal(lease.FencingToken, holder.FencingToken);
        Assert.True(holder.HeldFor >= TimeSpan.Zero);
        Assert.Equal(backend.ReasonAgainst(Ability.HasSessions) is null ? Environment.ProcessId : null, holder.Owner?.ProcessId);
    });

    [Fact(Timeout = Hang)]
    public Task A_lease_of_another_session_is_not_ours_to_release() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasSessions);
        var mutex = await LockAsync();
        await using var other = await backend.ConnectAsync();
        await using var lease = await mutex.AcquireAsync(Token);
        var theirs = await UseAsync(other, mutex);
        await Assert.ThrowsAsync<LeaseNotHeldException>(async () => await theirs.ReleaseLeaseAsync(lease.Number, abandoned: false));
        Assert.True(mutex.IsHeld);
    });

    [Fact(Timeout = Hang)]
    public Task A_session_that_ends_gives_it_back_and_the_next_owner_is_told() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasSessions);
        var mutex = await LockAsync();
        var other = await backend.ConnectAsync();
        var theirs = await UseAsync(other, mutex);
        var lost = await theirs.AcquireAsync(Token);
        var theirWait = theirs.AcquireAsync(Token).AsTask();
        _ = theirs.IsHeld;
        var waiting = mutex.AcquireAsync(Token).AsTask();
        _ = mutex.IsHeld;
        await other.DisposeAsync();
        await using (var lease = await waiting)
        {
            Assert.True(lease.PreviousOwnerLost);
            Assert.True(lease.FencingToken > lost.FencingToken);
        }

        await Assert.ThrowsAnyAsync<Exception>(() => theirWait);
        Assert.True(lost.LostToken.IsCancellationRequested);
        Assert.False(lost.IsHeld);
        await using var next = await mutex.AcquireAsync(Token);
        Assert.False(next.PreviousOwnerLost);
    });

    [Fact(Timeout = Hang)]
    public Task Whoever_lets_go_of_the_object_lets_go_of_the_lock_unless_it_has_a_lease() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasSessions);
        var mutex = await LockAsync();
        await using var other = await backend.ConnectAsync();
        var theirs = await UseAsync(other, mutex);
        var kept = await theirs.AcquireAsync(Token);
        await theirs.DisposeAsync();
        Assert.True(mutex.IsHeld);
        Assert.True(kept.IsHeld);
        await kept.ReleaseAsync();
        Assert.False(mutex.IsHeld);

        theirs = await UseAsync(other, mutex);
        await theirs.EnterAsync(Timeout.InfiniteTimeSpan, Token);
        var waiting = mutex.AcquireAsync(Token).AsTask();
        await theirs.DisposeAsync();
        await using var lease = await waiting;
        Assert.True(lease.PreviousOwnerLost);
    });

    [Fact(Timeout = Hang)]
    public Task Whoever_gave_the_object_back_while_it_waited_is_not_granted_the_lock() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasSessions);
        var mutex = await LockAsync();
        await using var other = await backend.ConnectAsync();
        var theirs = await UseAsync(other, mutex);
        var lease = await mutex.AcquireAsync(Token);
        var waiting = theirs.EnterAsync(Timeout.InfiniteTimeSpan, Token).AsTask();
        _ = theirs.IsHeld;
        await theirs.DisposeAsync();
        await other.SettleAsync();
        await lease.ReleaseAsync();
        await Assert.ThrowsAsync<SessionEndedException>(() => waiting);
        await using var next = await mutex.AcquireAsync(Token);
        Assert.False(next.PreviousOwnerLost);
    });

    [Fact(Timeout = Hang)]
    public Task A_wait_whose_proxy_is_disposed_goes_on_and_its_lease_keeps_the_object() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasSessions);
        var mutex = await LockAsync();
        await using var other = await backend.ConnectAsync();
        var theirs = await UseAsync(other, mutex);
        var lease = await mutex.AcquireAsync(Token);
        var waiting = theirs.AcquireAsync(Token).AsTask();
        _ = theirs.IsHeld;
        await theirs.DisposeAsync();
        await other.SettleAsync();
        await lease.ReleaseAsync();
        await using (var next = await waiting)
        {
            await other.SettleAsync();
            Assert.True(next.IsHeld);
            Assert.True(mutex.IsHeld);
        }

        Assert.False(mutex.IsHeld);
    });

    [Fact(Timeout = Hang)]
    public Task A_copy_is_free_and_its_tokens_go_on() => backend.RunAsync(async () =>
    {
        var mutex = await LockAsync();
        await using var lease = await mutex.AcquireAsync(Token);
        var waiting = mutex.AcquireAsync(Token).AsTask();
        _ = mutex.IsHeld;
        var copy = await backend.CopyAsync(mutex, static (state, time) => new LockReferent(state, time));
        Assert.False(copy.IsHeld);
        await using (var first = await copy.AcquireAsync(Token))
        {
            Assert.True(first.PreviousOwnerLost);
            Assert.True(first.FencingToken > lease.FencingToken);
        }

        Assert.True(mutex.IsHeld);
        await lease.ReleaseAsync();
        await (await waiting).DisposeAsync();
    });

    [Fact(Timeout = Hang)]
    public Task A_lease_of_another_lock_releases_nothing() => backend.RunAsync(async () =>
    {
        var (mutex, another) = (await LockAsync(), await LockAsync());
        await using var lease = await mutex.AcquireAsync(Token);
        await using var other = await another.AcquireAsync(Token);
        await Assert.ThrowsAsync<LeaseNotHeldException>(async () => await another.ReleaseLeaseAsync(lease.Number, abandoned: false));
        Assert.True(mutex.IsHeld);
        Assert.True(another.IsHeld);
    });

    [Fact(Timeout = Hang)]
    public Task A_lease_that_is_abandoned_is_lost() => backend.RunAsync(async () =>
    {
        var mutex = await LockAsync();
        var lease = await mutex.AcquireAsync(Token);
        var waiting = mutex.AcquireAsync(Token).AsTask();
        await mutex.ReleaseLeaseAsync(lease.Number, abandoned: true);
        await using (var next = await waiting)
        {
            Assert.True(next.PreviousOwnerLost);
        }

        await lease.DisposeAsync();
    });

    /// <summary>Another client's proxy of a lock.</summary>
    protected virtual ValueTask<ISharedLock> UseAsync(OtherClient other, ISharedLock mutex) => other.UseAsync(mutex);

    /// <summary>The lock under test.</summary>
    protected virtual ValueTask<ISharedLock> LockAsync() => backend.MakeAsync(static manager => manager.LockAsync(Token), static ISharedLock (time) => new LockReferent(time));
}
