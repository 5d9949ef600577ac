using SharedObjects.Conformance.Tests.Backends;
using SharedObjects.Objects.Event;

namespace SharedObjects.Conformance.Tests.Suites;

/// <summary>What every <see cref="ISharedEvent"/> promises, whatever is behind it.</summary>
public abstract class EventSuite(Backend backend)
{
    private const int Hang = 60_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Hang)]
    public Task It_is_set_and_reset() => backend.RunAsync(async () =>
    {
        var signal = await EventAsync();
        Assert.False(signal.IsSet);
        await signal.ResetAsync(Token);
        Assert.False(signal.IsSet);
        await signal.SetAsync(Token);
        Assert.True(signal.IsSet);
        await signal.SetAsync(Token);
        Assert.True(signal.IsSet);
        await signal.WaitAsync(Token);
        await signal.WaitAsync(TimeSpan.Zero, Token);
        Assert.True(await signal.TryWaitAsync(cancellationToken: Token));
        await signal.ResetAsync(Token);
        Assert.False(signal.IsSet);
        Assert.False(await signal.TryWaitAsync(cancellationToken: Token));
        await Assert.ThrowsAsync<TimeoutException>(async () => await signal.WaitAsync(TimeSpan.Zero, Token));
    });

    [Fact(Timeout = Hang)]
    public Task It_may_be_set_from_the_beginning() => backend.RunAsync(async () =>
    {
        var signal = await EventAsync(initialState: true);
        Assert.True(signal.IsSet);
        await signal.WaitAsync(Token);
    });

    [Fact(Timeout = Hang)]
    public Task Everybody_who_waits_when_it_is_set_goes_on_even_if_it_is_reset_at_once() => backend.RunAsync(async () =>
    {
        var signal = await EventAsync();
        var waits = Enumerable.Range(0, 10).Select(_ => signal.WaitAsync(Token).AsTask()).ToArray();
        var tries = Enumerable.Range(0, 10).Select(_ => signal.TryWaitAsync(Timeout.InfiniteTimeSpan, Token).AsTask()).ToArray();
        Assert.False(signal.IsSet);
        Assert.DoesNotContain(waits, wait => wait.IsCompleted);
        var set = signal.SetAsync(Token);
        var reset = signal.ResetAsync(Token);
        var late = signal.WaitAsync(Token).AsTask();
        await set;
        await reset;
        await Task.WhenAll(waits);
        Assert.All(await Task.WhenAll(tries), Assert.True);
        Assert.False(signal.IsSet);
        Assert.False(late.IsCompleted);
        await signal.SetAsync(Token);
        await late;
    });

    [Fact(Timeout = Hang)]
    public Task A_cancelled_wait_is_over_and_others_go_on() => backend.RunAsync(async () =>
    {
        var signal = await EventAsync();
        using var cancellation = new CancellationTokenSource();
        var cancelled = signal.WaitAsync(cancellation.Token).AsTask();
        var cancelledTry = signal.TryWaitAsync(Timeout.InfiniteTimeSpan, cancellation.Token).AsTask();
        var waiting = signal.WaitAsync(Token).AsTask();
        Assert.False(signal.IsSet);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelledTry);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await signal.WaitAsync(cancellation.Token));
        Assert.False(waiting.IsCompleted);
        await signal.SetAsync(Token);
        await waiting;
    });

    [Fact(Timeout = Hang)]
    public Task A_wait_ends_when_its_time_is_over() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.SetsTheTime);
        var signal = await EventAsync();
        var late = signal.WaitAsync(TimeSpan.FromSeconds(5), Token).AsTask();
        var never = signal.TryWaitAsync(TimeSpan.FromSeconds(5), Token).AsTask();
        var patient = signal.TryWaitAsync(TimeSpan.FromSeconds(6), Token).AsTask();
        Assert.False(signal.IsSet);
        backend.Advance(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAsync<TimeoutException>(() => late);
        Assert.False(await never);
        Assert.False(patient.IsCompleted);
        await signal.SetAsync(Token);
        Assert.True(await patient);
    });

    [Fact(Timeout = Hang)]
    public Task A_time_that_cannot_be_waited_for_is_refused() => backend.RunAsync(async () =>
    {
        var signal = await EventAsync(initialState: true);
        var refused = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await signal.WaitAsync(TimeSpan.FromSeconds(-2), Token));
        Assert.Equal("timeout", refused.ParamName);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await signal.TryWaitAsync(TimeSpan.FromDays(60), Token));
        Assert.True(signal.IsSet);
    });

    [Fact(Timeout = Hang)]
    public Task A_session_that_ends_takes_its_waits_with_it_and_leaves_the_event_as_it_is() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasSessions);
        var signal = await EventAsync();
        var other = await backend.ConnectAsync();
        var theirs = await other.UseAsync(signal);
        var theirWait = theirs.WaitAsync(Token).AsTask();
        Assert.False(theirs.IsSet);
        var waiting = signal.WaitAsync(Token).AsTask();
        await other.DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => theirWait);
        Assert.False(signal.IsSet);
        Assert.False(waiting.IsCompleted);

        await using (var third = await backend.ConnectAsync())
        {
            await (await third.UseAsync(signal)).SetAsync(Token);
        }

        await waiting;
        Assert.True(signal.IsSet);
    });

    [Fact(Timeout = Hang)]
    public Task A_copy_is_as_set_as_the_original_and_nobody_waits_for_it() => backend.RunAsync(async () =>
    {
        var signal = await EventAsync();
        var waiting = signal.WaitAsync(Token).AsTask();
        Assert.False(signal.IsSet);
        var copy = await backend.CopyAsync(signal, static (state, time) => new EventReferent(state, time));
        Assert.False(copy.IsSet);
        await copy.SetAsync(Token);
        Assert.False(signal.IsSet);
        Assert.False(waiting.IsCompleted);
        await signal.SetAsync(Token);
        await waiting;
        Assert.True((await backend.CopyAsync(signal, static (state, time) => new EventReferent(state, time))).IsSet);
    });

    private ValueTask<ISharedEvent> EventAsync(bool initialState = false) =>
        backend.MakeAsync(manager => manager.EventAsync(initialState, Token), ISharedEvent (time) => new EventReferent(initialState, time));
}
