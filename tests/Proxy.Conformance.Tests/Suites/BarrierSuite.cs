using SharedObjects.Conformance.Tests.Backends;
using SharedObjects.Objects.Barrier;

namespace SharedObjects.Conformance.Tests.Suites;

/// <summary>What every <see cref="ISharedBarrier"/> promises, whatever is behind it.</summary>
public abstract partial class BarrierSuite(Backend backend)
{
    private const int Hang = 60_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Hang)]
    public Task All_pass_when_the_last_has_arrived_phase_after_phase() => backend.RunAsync(async () =>
    {
        var barrier = await BarrierAsync(3);
        Assert.Equal((3, 3, 0L, false), (barrier.ParticipantCount, barrier.ParticipantsRemaining, barrier.CurrentPhaseNumber, barrier.IsBroken));
        for (var phase = 1; phase <= 3; phase++)
        {
            var first = barrier.SignalAndWaitAsync(Token).AsTask();
            var second = barrier.SignalAndWaitAsync(Token).AsTask();
            Assert.Equal(1, barrier.ParticipantsRemaining);
            Assert.False(first.IsCompleted);
            Assert.Equal(2, await barrier.SignalAndWaitAsync(Token));
            Assert.Equal((0, 1), (await first, await second));
            Assert.Equal((3, phase), (barrier.ParticipantsRemaining, barrier.CurrentPhaseNumber));
        }
    });

    [Fact(Timeout = Hang)]
    public Task One_participant_passes_at_once() => backend.RunAsync(async () =>
    {
        var barrier = await BarrierAsync(1);
        Assert.Equal(0, await barrier.SignalAndWaitAsync(Token));
        Assert.Equal(0, await barrier.SignalAndWaitAsync(TimeSpan.Zero, Token));
        Assert.Equal(2, barrier.CurrentPhaseNumber);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await BarrierAsync(0));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await BarrierAsync(-1));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await barrier.SignalAndWaitAsync(TimeSpan.FromSeconds(-2), Token));
        Assert.False(barrier.IsBroken);
    });

    [Fact(Timeout = Hang)]
    public Task A_cancelled_wait_breaks_it_for_all_until_it_is_reset() => backend.RunAsync(async () =>
    {
        var barrier = await BarrierAsync(3);
        var waiting = barrier.SignalAndWaitAsync(Token).AsTask();
        using var cancellation = new CancellationTokenSource();
        var cancelled = barrier.SignalAndWaitAsync(cancellation.Token).AsTask();
        Assert.Equal(1, barrier.ParticipantsRemaining);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        await Assert.ThrowsAsync<BrokenBarrierException>(() => waiting);
        Assert.True(barrier.IsBroken);
        await Assert.ThrowsAsync<BrokenBarrierException>(async () => await barrier.SignalAndWaitAsync(Token));
        await barrier.ResetAsync(Token);
        Assert.False(barrier.IsBroken);
        await PassesAsync(barrier);
    });

    [Fact(Timeout = Hang)]
    public Task Who_is_cancelled_before_it_arrives_breaks_nothing() => backend.RunAsync(async () =>
    {
        var barrier = await BarrierAsync(2);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await barrier.SignalAndWaitAsync(new CancellationToken(canceled: true)));
        Assert.False(barrier.IsBroken);
        await PassesAsync(barrier);
    });

    [Fact(Timeout = Hang)]
    public Task A_wait_that_times_out_breaks_it_for_all() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.SetsTheTime);
        var barrier = await BarrierAsync(3);
        var waiting = barrier.SignalAndWaitAsync(Token).AsTask();
        var late = barrier.SignalAndWaitAsync(TimeSpan.FromSeconds(5), Token).AsTask();
        Assert.Equal(1, barrier.ParticipantsRemaining);
        backend.Advance(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAsync<TimeoutException>(() => late);
        await Assert.ThrowsAsync<BrokenBarrierException>(() => waiting);
        Assert.True(barrier.IsBroken);
    });

    [Fact(Timeout = Hang)]
    public Task Who_would_not_wait_breaks_it_too() => backend.RunAsync(async () =>
    {
        var barrier = await BarrierAsync(3);
        var waiting = barrier.SignalAndWaitAsync(Token).AsTask();
        await Assert.ThrowsAsync<TimeoutException>(async () => await barrier.SignalAndWaitAsync(TimeSpan.Zero, Token));
        await Assert.ThrowsAsync<BrokenBarrierException>(() => waiting);
        Assert.True(barrier.IsBroken);
    });

    [Fact(Timeout = Hang)]
    public Task It_is_broken_and_reset_on_purpose() => backend.RunAsync(async () =>
    {
        var barrier = await BarrierAsync(2);
        await PassesAsync(barrier);
        var waiting = barrier.SignalAndWaitAsync(Token).AsTask();
        await barrier.BreakAsync(Token);
        await barrier.BreakAsync(Token);
        await Assert.ThrowsAsync<BrokenBarrierException>(() => waiting);
        Assert.Equal((true, 2), (barrier.IsBroken, barrier.ParticipantsRemaining));
        await barrier.ResetAsync(Token);
        waiting = barrier.SignalAndWaitAsync(Token).AsTask();
        await barrier.ResetAsync(Token);
        await Assert.ThrowsAsync<BrokenBarrierException>(() => waiting);
        Assert.Equal((false, 2, 1L), (barrier.IsBroken, barrier.ParticipantsRemaining, barrier.CurrentPhaseNumber));
        await PassesAsync(barrier);
        Assert.Equal(2, barrier.CurrentPhaseNumber);
    });

    [Fact(Timeout = Hang)]
    public Task A_copy_keeps_the_phase_and_is_broken_if_somebody_was_in_it() => backend.RunAsync(async () =>
    {
        var barrier = await BarrierAsync(2);
        await PassesAsync(barrier);
        var idle = await backend.CopyAsync(barrier, static (state, time) => new BarrierReferent(state, time));
        Assert.Equal((2, 1L, false), (idle.ParticipantCount, idle.CurrentPhaseNumber, idle.IsBroken));
        await PassesAsync(idle);
        var waiting = barrier.SignalAndWaitAsync(Token).AsTask();
        Assert.Equal(1, barrier.ParticipantsRemaining);
        var copy = await backend.CopyAsync(barrier, static (state, time) => new BarrierReferent(state, time));
        Assert.Equal((true, 2), (copy.IsBroken, copy.ParticipantsRemaining));
        await copy.ResetAsync(Token);
        await PassesAsync(copy);
        Assert.Equal(1, await barrier.SignalAndWaitAsync(Token));
        Assert.Equal(0, await waiting);
    });

    private static async Task PassesAsync(ISharedBarrier barrier)
    {
        var waits = Enumerable.Range(0, barrier.ParticipantCount).Select(_ => barrier.SignalAndWaitAsync(Token).AsTask()).ToArray();
        Assert.Equal(Enumerable.Range(0, waits.Length), await Task.WhenAll(waits));
    }

    private ValueTask<ISharedBarrier> BarrierAsync(int participantCount) => backend.MakeAsync(
        manager => manager.BarrierAsync(participantCount, Token),
        ISharedBarrier (time) => new BarrierReferent(participantCount, time));
}
