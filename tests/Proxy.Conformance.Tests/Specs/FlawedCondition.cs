using SharedObjects.Contracts;
using SharedObjects.Objects.Locking;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>Mutants: conditions that are each wrong in one way. What does not notice them checks nothing.</summary>
internal sealed class FlawedCondition(FlawedCondition.Flaw flaw) : ISharedCondition, IPart
{
    private readonly ConditionReferent condition = new(TimeProvider.System);

    public enum Flaw
    {
        LosesAWake,
        WakesAll,
        ComesBackWithItsOldToken,
    }

    public ISharedLock Lock => condition.Lock;

    public int WaiterCount => condition.WaiterCount;

    object IPart.Whole => condition.Lock;

    public ValueTask<(bool Granted, long Lease, long FencingToken, bool PreviousOwnerLost)> EnterAsync(CancellationToken cancellationToken) => condition.EnterAsync(cancellationToken);

    public async ValueTask<(bool Notified, long FencingToken, bool PreviousOwnerLost, TimeSpan Waited)> ParkAsync(long lease, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var (_, _, _, token) = await Lock.FindHolderAsync(cancellationToken);
        var end = await condition.ParkAsync(lease, timeout, cancellationToken);
        return flaw == Flaw.ComesBackWithItsOldToken ? end with { FencingToken = token } : end;
    }

    public async ValueTask<int> WakeAsync(long lease, int count, CancellationToken cancellationToken)
    {
        var expected = Math.Min(count, WaiterCount);
        if (flaw == Flaw.LosesAWake && count < int.MaxValue)
        {
            count--;
        }

        if (count > 0)
        {
            await condition.WakeAsync(lease, flaw == Flaw.WakesAll ? int.MaxValue : count, cancellationToken);
        }

        return expected;
    }

    public ValueTask ReleaseLeaseAsync(long lease, bool abandoned) => condition.ReleaseLeaseAsync(lease, abandoned);

    public ValueTask DisposeAsync() => condition.DisposeAsync();
}
