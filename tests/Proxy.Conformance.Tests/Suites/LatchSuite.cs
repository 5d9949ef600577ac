using SharedObjects.Conformance.Tests.Backends;
using SharedObjects.Objects.Latch;

namespace SharedObjects.Conformance.Tests.Suites;

/// <summary>What every <see cref="ISharedLatch"/> promises, whatever is behind it.</summary>
public abstract class LatchSuite(Backend backend)
{
    private const int Hang = 60_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Hang)]
    public Task Whoever_waits_goes_on_at_the_last_signal() => backend.RunAsync(async () =>
    {
        var latch = await LatchAsync(4);
        var waiting = latch.WaitAsync(Token).AsTask();
        var trying = latch.TryWaitAsync(Timeout.InfiniteTimeSpan, Token).AsTask();
        Assert.Equal((4, 4, false), (latch.CurrentCount, latch.InitialCount, latch.IsSet));
        Assert.False(await latch.SignalAsync(cancellationToken: Token));
        Assert.False(await latch.SignalAsync(2, Token));
        Assert.Equal((1, 4, false), (latch.CurrentCount, latch.InitialCount, latch.IsSet));
        Assert.False(waiting.IsCompleted);
        Assert.False(await latch.TryWaitAsync(cancellationToken: Token));
        await Assert.ThrowsAsync<TimeoutException>(async () => await latch.WaitAsync(TimeSpan.Zero, Token));
        Assert.True(await latch.SignalAsync(cancellationToken: Token));
        await waiting;
        Assert.True(await trying);
        Assert.Equal((0, 4, true), (latch.CurrentCount, latch.InitialCount, latch.IsSet));
        await latch.WaitAsync(TimeSpan.Zero, Token);
        await latch.WaitAsync(Token);
    });

    [Fact(Timeout = Hang)]
    public Task A_signal_too_many_is_refused_and_not_counted() => backend.RunAsync(async () =>
    {
        var latch = await LatchAsync(2);
        var waiting = latch.WaitAsync(Token).AsTask();
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await latch.SignalAsync(3, Token));
        Assert.Equal(2, latch.CurrentCount);
        Assert.False(waiting.IsCompleted);
        Assert.True(await latch.SignalAsync(2, Token));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await latch.SignalAsync(cancellationToken: Token));
        Assert.True(latch.IsSet);
        await waiting;
    });

    [Fact(Timeout = Hang)]
    public Task More_can_be_asked_for_until_it_is_set() => backend.RunAsync(async () =>
    {
        var latch = await LatchAsync(1);
        await latch.AddCountAsync(cancellationToken: Token);
        Assert.True(await latch.TryAddCountAsync(2, Token));
        Assert.Equal((4, 1), (latch.CurrentCount, latch.InitialCount));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await latch.AddCountAsync(int.MaxValue - 3, Token));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await latch.TryAddCountAsync(int.MaxValue, Token));
        Assert.Equal(4, latch.CurrentCount);
        Assert.True(await latch.TryAddCountAsync(int.MaxValue - 4, Token));
        Assert.Equal(int.MaxValue, latch.CurrentCount);
        Assert.True(await latch.SignalAsync(int.MaxValue, Token));
        Assert.False(await latch.TryAddCountAsync(cancellationToken: Token));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await latch.AddCountAsync(cancellationToken: Token));
        Assert.Equal(0, latch.CurrentCount);
    });

    [Fact(Timeout = Hang)]
    public Task It_starts_again() => backend.RunAsync(async () =>
    {
        var latch = await LatchAsync(2);
        var waiting = latch.WaitAsync(Token).AsTask();
        await latch.SignalAsync(cancellationToken: Token);
        await latch.ResetAsync(Token);
        Assert.Equal((2, 2), (latch.CurrentCount, latch.InitialCount));
        await latch.ResetAsync(3, Token);
        Assert.Equal((3, 3), (latch.CurrentCount, latch.InitialCount));
        Assert.False(waiting.IsCompleted);

        // Whoever waits at the last signal goes on, whatever follows.
        var last = latch.SignalAsync(3, Token);
        var reset = latch.ResetAsync(Token);
        Assert.True(await last);
        await reset;
        await waiting;
        Assert.False(await latch.TryWaitAsync(cancellationToken: Token));
        waiting = latch.WaitAsync(Token).AsTask();
        Assert.False(latch.IsSet);
        await latch.ResetAsync(0, Token);
        await waiting;
        Assert.Equal((0, 0, true), (latch.CurrentCount, latch.InitialCount, latch.IsSet));
    });

    [Fact(Timeout = Hang)]
    public Task A_latch_of_nothing_is_set() => backend.RunAsync(async () =>
    {
        var latch = await LatchAsync(0);
        Assert.True(latch.IsSet);
        await latch.WaitAsync(Token);
    });

    [Fact(Timeout = Hang)]
    public Task Counts_that_make_no_sense_are_refused_and_change_nothing() => backend.RunAsync(async () =>
    {
        Assert.Equal("initialCount", (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await LatchAsync(-1))).ParamName);
        var latch = await LatchAsync(2);
        foreach (var count in (int[])[0, -1, int.MinValue])
        {
            Assert.Equal("count", (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await latch.SignalAsync(count, Token))).ParamName);
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await latch.AddCountAsync(count, Token));
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await latch.TryAddCountAsync(count, Token));
        }

        Assert.Equal("count", (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await latch.ResetAsync(-1, Token))).ParamName);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await latch.WaitAsync(TimeSpan.FromSeconds(-2), Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await latch.TryWaitAsync(TimeSpan.FromSeconds(-2), Token));
        Assert.Equal((2, 2), (latch.CurrentCount, latch.InitialCount));
    });

    [Fact(Timeout = Hang)]
    public Task A_wait_ends_by_cancellation_or_when_its_time_is_over() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.SetsTheTime);
        var latch = await LatchAsync(1);
        using var cancellation = new CancellationTokenSource();
        var cancelled = latch.WaitAsync(cancellation.Token).AsTask();
        var late = latch.WaitAsync(TimeSpan.FromSeconds(5), Token).AsTask();
        var never = latch.TryWaitAsync(TimeSpan.FromSeconds(5), Token).AsTask();
        var waiting = latch.WaitAsync(Token).AsTask();
        Assert.False(latch.IsSet);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        backend.Advance(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAsync<TimeoutException>(() => late);
        Assert.False(await never);
        Assert.False(waiting.IsCompleted);
        await latch.SignalAsync(cancellationToken: Token);
        await waiting;
    });

    [Fact(Timeout = Hang)]
    public Task The_signals_of_a_session_that_ends_count_and_its_waits_are_over() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasSessions);
        var latch = await LatchAsync(2);
        var other = await backend.ConnectAsync();
        var theirs = await other.UseAsync(latch);
        await theirs.SignalAsync(cancellationToken: Token);
        var theirWait = theirs.WaitAsync(Token).AsTask();
        Assert.False(theirs.IsSet);
        var waiting = latch.WaitAsync(Token).AsTask();
        await other.DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => theirWait);
        Assert.Equal(1, latch.CurrentCount);
        Assert.True(await latch.SignalAsync(cancellationToken: Token));
        await waiting;
    });

    [Fact(Timeout = Hang)]
    public Task A_copy_counts_on_by_itself() => backend.RunAsync(async () =>
    {
        var latch = await LatchAsync(3);
        await latch.SignalAsync(cancellationToken: Token);
        var waiting = latch.WaitAsync(Token).AsTask();
        Assert.False(latch.IsSet);
        var copy = await backend.CopyAsync(latch, static (state, time) => new LatchReferent(state, time));
        Assert.Equal((2, 3), (copy.CurrentCount, copy.InitialCount));
        Assert.True(await copy.SignalAsync(2, Token));
        await copy.WaitAsync(Token);
        Assert.False(waiting.IsCompleted);
        Assert.True(await latch.SignalAsync(2, Token));
        await waiting;
        Assert.True((await backend.CopyAsync(latch, static (state, time) => new LatchReferent(state, time))).IsSet);
    });

    private ValueTask<ISharedLatch> LatchAsync(int initialCount) =>
        backend.MakeAsync(manager => manager.LatchAsync(initialCount, Token), ISharedLatch (time) => new LatchReferent(initialCount, time));
}
