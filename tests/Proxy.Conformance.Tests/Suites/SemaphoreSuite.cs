using SharedObjects.Conformance.Tests.Backends;
using SharedObjects.Objects.Semaphore;

namespace SharedObjects.Conformance.Tests.Suites;

/// <summary>What every <see cref="ISharedSemaphore"/> promises, whatever is behind it.</summary>
public abstract class SemaphoreSuite(Backend backend)
{
    private const int Hang = 60_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Hang)]
    public Task As_many_permits_are_leased_as_there_are() => backend.RunAsync(async () =>
    {
        var semaphore = await SemaphoreAsync(3);
        Assert.Equal(3, semaphore.CurrentCount);
        Assert.Null(semaphore.MaximumCount);
        var one = await semaphore.AcquireAsync(Token);
        var two = await semaphore.AcquireAsync(2, Token);
        Assert.Equal((1, 2), (one.Count, two.Count));
        Assert.Equal(0, semaphore.CurrentCount);
        Assert.Null(await semaphore.TryAcquireAsync(cancellationToken: Token));
        var waiting = semaphore.AcquireAsync(Token).AsTask();
        Assert.Equal(1, semaphore.WaiterCount);
        Assert.False(waiting.IsCompleted);
        await two.DisposeAsync();
        await using (var third = await waiting)
        {
            Assert.Equal(1, semaphore.CurrentCount);
        }

        await one.ReleaseAsync();
        Assert.Equal(3, semaphore.CurrentCount);
        await Assert.ThrowsAsync<LeaseNotHeldException>(async () => await one.ReleaseAsync());
        await Assert.ThrowsAsync<LeaseNotHeldException>(async () => await semaphore.ReleaseLeaseAsync(one.Number, abandoned: false));
        Assert.Equal(3, semaphore.CurrentCount);
    });

    [Fact(Timeout = Hang)]
    public Task One_that_waits_for_many_is_not_overtaken() => backend.RunAsync(async () =>
    {
        var semaphore = await SemaphoreAsync(2);
        var first = await semaphore.AcquireAsync(Token);
        var many = semaphore.AcquireAsync(2, Token).AsTask();
        var few = semaphore.AcquireAsync(Token).AsTask();
        Assert.Equal(2, semaphore.WaiterCount);
        Assert.Equal(1, semaphore.CurrentCount);
        Assert.Null(await semaphore.TryAcquireAsync(cancellationToken: Token));
        await first.DisposeAsync();
        await using (await many)
        {
            Assert.False(few.IsCompleted);
            Assert.Equal(0, semaphore.CurrentCount);
        }

        await (await few).DisposeAsync();
        Assert.Equal(2, semaphore.CurrentCount);
    });

    [Fact(Timeout = Hang)]
    public Task When_one_that_waits_for_many_gives_up_those_behind_it_are_served() => backend.RunAsync(async () =>
    {
        var semaphore = await SemaphoreAsync(2);
        await using var first = await semaphore.AcquireAsync(Token);
        using var cancellation = new CancellationTokenSource();
        var many = semaphore.AcquireAsync(2, cancellation.Token).AsTask();
        var few = semaphore.AcquireAsync(Token).AsTask();
        Assert.Equal(2, semaphore.WaiterCount);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => many);
        await (await few).DisposeAsync();
        Assert.Equal(1, semaphore.CurrentCount);
    });

    [Fact(Timeout = Hang)]
    public Task A_wait_that_times_out_takes_nothing_and_lets_those_behind_it_go() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.SetsTheTime);
        var semaphore = await SemaphoreAsync(2);
        await using var first = await semaphore.AcquireAsync(Token);
        var late = semaphore.AcquireAsync(2, TimeSpan.FromSeconds(5), Token).AsTask();
        var never = semaphore.TryAcquireAsync(2, TimeSpan.FromSeconds(5), Token).AsTask();
        var few = semaphore.AcquireAsync(TimeSpan.FromSeconds(9), Token).AsTask();
        Assert.Equal(3, semaphore.WaiterCount);
        backend.Advance(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAsync<TimeoutException>(() => late);
        Assert.Null(await never);
        await (await few).DisposeAsync();
        Assert.Equal(1, semaphore.CurrentCount);
        Assert.Equal(0, semaphore.WaiterCount);
    });

    [Fact(Timeout = Hang)]
    public Task Permits_that_nobody_leased_can_be_added() => backend.RunAsync(async () =>
    {
        var semaphore = await SemaphoreAsync(0);
        var waiting = semaphore.AcquireAsync(2, Token).AsTask();
        Assert.Equal(0, await semaphore.ReleaseAsync(cancellationToken: Token));
        Assert.Equal(1, semaphore.CurrentCount);
        Assert.False(waiting.IsCompleted);
        Assert.Equal(1, await semaphore.ReleaseAsync(4, Token));
        await using (await waiting)
        {
            Assert.Equal(3, semaphore.CurrentCount);
        }

        Assert.Equal(5, semaphore.CurrentCount);
    });

    [Fact(Timeout = Hang)]
    public Task There_are_never_more_than_the_maximum() => backend.RunAsync(async () =>
    {
        var semaphore = await SemaphoreAsync(2, 3);
        Assert.Equal(3, semaphore.MaximumCount);
        var lease = await semaphore.AcquireAsync(2, Token);
        await Assert.ThrowsAsync<SemaphoreFullException>(async () => await semaphore.ReleaseAsync(2, Token));
        await Assert.ThrowsAsync<SemaphoreFullException>(async () => await semaphore.ReleaseAsync(int.MaxValue, Token));
        Assert.Equal(0, semaphore.CurrentCount);
        Assert.Equal(0, await semaphore.ReleaseAsync(1, Token));
        await Assert.ThrowsAsync<SemaphoreFullException>(async () => await semaphore.ReleaseAsync(1, Token));
        Assert.Equal(1, semaphore.CurrentCount);
        await lease.DisposeAsync();
        Assert.Equal(3, semaphore.CurrentCount);
        var unbounded = await SemaphoreAsync(1);
        await Assert.ThrowsAsync<SemaphoreFullException>(async () => await unbounded.ReleaseAsync(int.MaxValue, Token));
        Assert.Equal(1, unbounded.CurrentCount);
    });

    [Fact(Timeout = Hang)]
    public Task Impossible_counts_are_refused() => backend.RunAsync(async () =>
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await SemaphoreAsync(-1));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await SemaphoreAsync(0, 0));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await SemaphoreAsync(3, 2));
        var semaphore = await SemaphoreAsync(2, 2);
        foreach (var count in new[] { -1, 0, 3 })
        {
            var exception = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await semaphore.AcquireAsync(count, Token));
            Assert.Equal("count", exception.ParamName);
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await semaphore.TryAcquireAsync(count, cancellationToken: Token));
        }

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await semaphore.ReleaseAsync(0, Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await semaphore.ReleaseAsync(-1, Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await semaphore.TryAcquireAsync(TimeSpan.FromSeconds(-2), Token));
        Assert.Equal(2, semaphore.CurrentCount);
        Assert.Equal(0, semaphore.WaiterCount);
    });

    [Fact(Timeout = Hang)]
    public Task A_session_that_ends_gives_its_permits_back() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasSessions);
        var semaphore = await SemaphoreAsync(3, 3);
        var other = await backend.ConnectAsync();
        var theirs = await other.UseAsync(semaphore);
        var lost = await theirs.AcquireAsync(2, Token);
        await using var ours = await semaphore.AcquireAsync(Token);
        var theirWait = theirs.AcquireAsync(3, Token).AsTask();
        Assert.Equal(1, theirs.WaiterCount);
        var waiting = semaphore.AcquireAsync(2, Token).AsTask();
        Assert.Equal(2, semaphore.WaiterCount);
        await Assert.ThrowsAsync<LeaseNotHeldException>(async () => await semaphore.ReleaseLeaseAsync(lost.Number, abandoned: false));
        await other.DisposeAsync();
        await (await waiting).DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => theirWait);
        Assert.False(lost.IsHeld);
        Assert.Equal(2, semaphore.CurrentCount);
        Assert.Equal(0, semaphore.WaiterCount);
    });

    [Fact(Timeout = Hang)]
    public Task A_copy_has_the_leased_permits_back() => backend.RunAsync(async () =>
    {
        var semaphore = await SemaphoreAsync(1, 3);
        await semaphore.ReleaseAsync(1, Token);
        await using var lease = await semaphore.AcquireAsync(2, Token);
        var waiting = semaphore.AcquireAsync(Token).AsTask();
        Assert.Equal(1, semaphore.WaiterCount);
        var copy = await backend.CopyAsync(semaphore, static (state, time) => new SemaphoreReferent(state, time));
        Assert.Equal((2, 3, 0), (copy.CurrentCount, copy.MaximumCount, copy.WaiterCount));
        Assert.Equal(0, semaphore.CurrentCount);
        await lease.ReleaseAsync();
        await (await waiting).DisposeAsync();
    });

    private ValueTask<ISharedSemaphore> SemaphoreAsync(int initialCount, int? maximumCount = null) => backend.MakeAsync(
        manager => manager.SemaphoreAsync(initialCount, maximumCount, Token),
        ISharedSemaphore (time) => new SemaphoreReferent(initialCount, maximumCount, time));
}
