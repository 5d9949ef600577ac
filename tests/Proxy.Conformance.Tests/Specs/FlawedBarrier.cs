using SharedObjects.Objects.Barrier;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>Mutants: barriers that are each wrong in one way. What does not notice them checks nothing.</summary>
internal sealed class FlawedBarrier(int participantCount, FlawedBarrier.Flaw flaw) : ISharedBarrier
{
    private readonly BarrierReferent barrier = new(flaw == Flaw.OneIsEnoughLess ? participantCount - 1 : participantCount, TimeProvider.System);

    public enum Flaw
    {
        OneIsEnoughLess,
        OneIndexForAll,
        CancelledStaysInside,
        ResetForgetsWaiters,
        RefusesTheLast,
        LetsPassWhenBroken,
    }

    public int ParticipantCount => participantCount;

    public int ParticipantsRemaining => barrier.ParticipantsRemaining;

    public long CurrentPhaseNumber => barrier.CurrentPhaseNumber;

    public bool IsBroken => barrier.IsBroken;

    public async ValueTask<(int Index, long Action)> ArriveAsync(bool acts, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (flaw == Flaw.RefusesTheLast && ParticipantsRemaining == 1)
        {
            throw new BrokenBarrierException("");
        }

        if (flaw == Flaw.LetsPassWhenBroken && IsBroken)
        {
            return (0, 0);
        }

        var arrival = flaw == Flaw.CancelledStaysInside
            ? barrier.ArriveAsync(acts, timeout, CancellationToken.None).AsTask().WaitAsync(cancellationToken)
            : barrier.ArriveAsync(acts, timeout, cancellationToken).AsTask();
        return flaw == Flaw.OneIndexForAll ? (await arrival) with { Index = 0 } : await arrival;
    }

    public ValueTask CompletePhaseAsync(long action, bool succeeded) => barrier.CompletePhaseAsync(action, succeeded);

    public ValueTask<long> EnrolAsync(CancellationToken cancellationToken) => barrier.EnrolAsync(cancellationToken);

    public ValueTask BreakAsync(CancellationToken cancellationToken) => barrier.BreakAsync(cancellationToken);

    public ValueTask ResetAsync(CancellationToken cancellationToken) =>
        flaw == Flaw.ResetForgetsWaiters && !IsBroken ? ValueTask.CompletedTask : barrier.ResetAsync(cancellationToken);

    public ValueTask ReleaseLeaseAsync(long lease, bool abandoned) => barrier.ReleaseLeaseAsync(lease, abandoned);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
