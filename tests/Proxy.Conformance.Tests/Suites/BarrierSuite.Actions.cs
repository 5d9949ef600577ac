using SharedObjects.Conformance.Tests.Backends;
using SharedObjects.Objects.Barrier;

namespace SharedObjects.Conformance.Tests.Suites;

/// <content>Actions between phases, and participants that can be missed.</content>
public abstract partial class BarrierSuite
{
    [Fact(Timeout = Hang)]
    public Task The_action_of_the_last_runs_before_anybody_passes() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.ServesManyThreads);
        var barrier = await BarrierAsync(3);
        var ran = 0;
        Task<int>[] waiting = [];
        waiting = [.. Enumerable.Range(0, 2).Select(_ => barrier.SignalAndWaitAsync(static _ => throw new InvalidTimeZoneException(), Token).AsTask())];
        Assert.Equal(1, barrier.ParticipantsRemaining);
        Assert.Equal(2, await barrier.SignalAndWaitAsync(
            async cancellationToken =>
            {
                Assert.Equal((0, 0L), (barrier.ParticipantsRemaining, barrier.CurrentPhaseNumber));
                await Task.Yield();
                Assert.DoesNotContain(waiting, wait => wait.IsCompleted);
                ran++;
            },
            Token));
        Assert.Equal(Enumerable.Range(0, 2), await Task.WhenAll(waiting));
        Assert.Equal((1, 1L, 3), (ran, barrier.CurrentPhaseNumber, barrier.ParticipantsRemaining));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await barrier.SignalAndWaitAsync((Func<CancellationToken, ValueTask>)null!, Token));
    });

    [Fact(Timeout = Hang)]
    public Task An_action_that_fails_breaks_it() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.ServesManyThreads);
        var barrier = await BarrierAsync(2);
        var waiting = barrier.SignalAndWaitAsync(Token).AsTask();
        Assert.Equal(1, barrier.ParticipantsRemaining);
        await Assert.ThrowsAsync<InvalidTimeZoneException>(async () => await barrier.SignalAndWaitAsync(static _ => throw new InvalidTimeZoneException(), Token));
        await Assert.ThrowsAsync<BrokenBarrierException>(() => waiting);
        Assert.Equal((true, 0L), (barrier.IsBroken, barrier.CurrentPhaseNumber));
        await barrier.ResetAsync(Token);
        await PassesAsync(barrier);
    });

    [Theory(Timeout = Hang)]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_barrier_that_is_broken_or_reset_during_an_action_lets_nobody_pass(bool reset) => backend.RunAsync(async () =>
    {
        backend.Require(Ability.ServesManyThreads);
        var barrier = await BarrierAsync(2);
        var waiting = barrier.SignalAndWaitAsync(Token).AsTask();
        Assert.Equal(1, barrier.ParticipantsRemaining);
        await Assert.ThrowsAsync<BrokenBarrierException>(async () => await barrier.SignalAndWaitAsync(
            async cancellationToken => await (reset ? barrier.ResetAsync(cancellationToken) : barrier.BreakAsync(cancellationToken)),
            Token));
        await Assert.ThrowsAsync<BrokenBarrierException>(() => waiting);
        Assert.Equal((!reset, 0L), (barrier.IsBroken, barrier.CurrentPhaseNumber));
    });

    [Theory(Timeout = Hang)]
    [InlineData(true)]
    [InlineData(false)]
    public Task An_action_may_dispose_the_proxy_it_was_given_to(bool fails) => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasSessions);
        var barrier = await BarrierAsync(2);
        await using var other = await backend.ConnectAsync();
        var theirs = await other.UseAsync(barrier);
        await using var membership = await theirs.JoinAsync(Token);
        var waiting = barrier.SignalAndWaitAsync(Token).AsTask();
        Assert.Equal(1, barrier.ParticipantsRemaining);
        async ValueTask ActAsync(CancellationToken cancellationToken)
        {
            await theirs.DisposeAsync();
            await other.SettleAsync();
            if (fails)
            {
                throw new InvalidTimeZoneException();
            }
        }

        var passing = theirs.SignalAndWaitAsync(ActAsync, Token).AsTask();
        if (fails)
        {
            await Assert.ThrowsAsync<InvalidTimeZoneException>(() => passing);
            await Assert.ThrowsAsync<BrokenBarrierException>(() => waiting);
        }
        else
        {
            Assert.Equal((0, 1), (await waiting, await passing));
        }

        Assert.Equal((fails, fails ? 0L : 1L), (barrier.IsBroken, barrier.CurrentPhaseNumber));
    });

    [Theory(Timeout = Hang)]
    [InlineData(true)]
    [InlineData(false)]
    public Task Who_comes_during_an_action_is_of_the_next_phase(bool acts) => backend.RunAsync(async () =>
    {
        backend.Require(Ability.ServesManyThreads);
        var barrier = await BarrierAsync(2);
        var actions = 0;
        ValueTask Act(CancellationToken cancellationToken)
        {
            actions++;
            return default;
        }

        var waiting = barrier.SignalAndWaitAsync(Token).AsTask();
        Assert.Equal(1, barrier.ParticipantsRemaining);
        Task<int>[] early = [];
        Assert.Equal(1, await barrier.SignalAndWaitAsync(
            _ =>
            {
                early = [.. Enumerable.Range(0, 5).Select(_ => acts ? barrier.SignalAndWaitAsync(Act, Token).AsTask() : barrier.SignalAndWaitAsync(Token).AsTask())];
                return default;
            },
            Token));
        Assert.Equal(0, await waiting);
        var passed = await Task.WhenAll(early[..4]);
        Assert.Equal([0, 1, 0, 1], passed);
        Assert.Equal(1, barrier.ParticipantsRemaining);
        Assert.Equal(1, await barrier.SignalAndWaitAsync(Act, Token));
        Assert.Equal(0, await early[4]);
        Assert.Equal((4L, acts ? 3 : 1), (barrier.CurrentPhaseNumber, actions));
    });

    [Fact(Timeout = Hang)]
    public Task A_session_that_ends_in_its_wait_breaks_it() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasSessions);
        var barrier = await BarrierAsync(3);
        var other = await backend.ConnectAsync();
        var theirs = await other.UseAsync(barrier);
        var theirWait = theirs.SignalAndWaitAsync(Token).AsTask();
        Assert.Equal(2, theirs.ParticipantsRemaining);
        var waiting = barrier.SignalAndWaitAsync(Token).AsTask();
        await other.DisposeAsync();
        await Assert.ThrowsAsync<BrokenBarrierException>(() => waiting);
        await Assert.ThrowsAnyAsync<Exception>(() => theirWait);
        await barrier.ResetAsync(Token);
        await PassesAsync(barrier);
    });

    [Fact(Timeout = Hang)]
    public Task A_session_that_ends_in_its_action_breaks_it() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasSessions);
        var barrier = await BarrierAsync(2);
        var other = await backend.ConnectAsync();
        var theirs = await other.UseAsync(barrier);
        var waiting = barrier.SignalAndWaitAsync(Token).AsTask();
        Assert.Equal(1, barrier.ParticipantsRemaining);
        await Assert.ThrowsAnyAsync<Exception>(async () => await theirs.SignalAndWaitAsync(async _ => await other.DisposeAsync(), Token));
        await Assert.ThrowsAsync<BrokenBarrierException>(() => waiting);
        Assert.Equal((true, 0L), (barrier.IsBroken, barrier.CurrentPhaseNumber));
    });

    [Fact(Timeout = Hang)]
    public Task A_participant_that_has_joined_is_missed_before_it_arrives() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasSessions);
        var barrier = await BarrierAsync(2);
        var other = await backend.ConnectAsync();
        var theirs = await other.UseAsync(barrier);
        var membership = await theirs.JoinAsync(Token);
        var waiting = barrier.SignalAndWaitAsync(Token).AsTask();
        Assert.Equal(1, barrier.ParticipantsRemaining);
        await other.DisposeAsync();
        await Assert.ThrowsAsync<BrokenBarrierException>(() => waiting);
        Assert.False(membership.IsHeld);
        await barrier.ResetAsync(Token);
        await PassesAsync(barrier);
    });

    [Theory(Timeout = Hang)]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_reset_settles_the_loss_of_members_whether_or_not_that_broke_it(bool wasBroken) => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasSessions);
        var barrier = await BarrierAsync(2);
        await using var mine = await barrier.JoinAsync(Token);
        var other = await backend.ConnectAsync();
        await (await other.UseAsync(barrier)).JoinAsync(Token);
        if (wasBroken)
        {
            await barrier.BreakAsync(Token);
        }

        await other.DisposeAsync();
        await using var successor = await PlaceOfTheLostAsync();
        Assert.True(barrier.IsBroken);
        await barrier.ResetAsync(Token);
        Assert.Equal((false, 2, true, true), (barrier.IsBroken, barrier.ParticipantsRemaining, mine.IsHeld, successor.IsHeld));
        await PassesAsync(barrier);
        Assert.False(barrier.IsBroken);

        // Nobody is told of a place that comes free.
        async Task<BarrierMembership> PlaceOfTheLostAsync()
        {
            while (true)
            {
                try
                {
                    return await barrier.JoinAsync(Token);
                }
                catch (InvalidOperationException)
                {
                    await Task.Yield();
                }
            }
        }
    });

    [Fact(Timeout = Hang)]
    public Task As_many_join_as_there_are_participants_and_leave_without_harm() => backend.RunAsync(async () =>
    {
        var barrier = await BarrierAsync(2);
        var first = await barrier.JoinAsync(Token);
        var second = await barrier.JoinAsync(Token);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await barrier.JoinAsync(Token));
        await PassesAsync(barrier);
        await first.DisposeAsync();
        await second.ReleaseAsync();
        Assert.False(barrier.IsBroken);
        await Assert.ThrowsAsync<LeaseNotHeldException>(async () => await barrier.ReleaseLeaseAsync(first.Number, abandoned: true));
        Assert.False(barrier.IsBroken);
        await using var third = await barrier.JoinAsync(Token);
        Assert.True((await backend.CopyAsync(barrier, static (state, time) => new BarrierReferent(state, time))).IsBroken);
        await barrier.ReleaseLeaseAsync(third.Number, abandoned: true);
        Assert.True(barrier.IsBroken);
    });
}
