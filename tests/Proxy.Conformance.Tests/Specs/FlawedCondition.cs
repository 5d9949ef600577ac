using SharedObjects.Contracts;
using SharedObjects.Objects.Locking;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>Mutants: conditions that are each wrong in one way. What does not notice them checks nothing.</summary>
internal sealed class FlawedCondition(FlawedCondition.Flaw flaw) : ISharedCondition, IPart
{
    private readonly ConditionReferent condition = new(TimeProvider.System);
    private bool hasLost;
    private bool owesOne;

    public enum Flaw
    {
        LosesAWake,
        LosesOneWake,
        WakesOneLate,
        WakesAll,
        ComesBackWithItsOldToken,
        AnybodyNotifies,
        RefusesWhatItDoes,
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
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var expected = Math.Min(count, WaiterCount - (owesOne ? 1 : 0));
        if (flaw == Flaw.LosesOneWake && !hasLost && expected == 1 && WaiterCount > 1)
        {
            hasLost = true;
            count--;
        }

        // Nobody is told that the one woken now was to be woken before.
        if (flaw == Flaw.WakesOneLate && count < WaiterCount)
        {
            var owed = owesOne ? 1 : 0;
            owesOne = !owesOne && expected == 1;
            count += owed - (owesOne ? 1 : 0);
        }

        if (flaw == Flaw.LosesAWake && count < int.MaxValue)
        {
            count--;
        }

        try
        {
            if (count > 0)
            {
                await condition.WakeAsync(lease, flaw == Flaw.WakesAll ? int.MaxValue : count, cancellationToken);
            }
        }
        catch (LeaseNotHeldException) when (flaw == Flaw.AnybodyNotifies)
        {
        }

        return flaw == Flaw.RefusesWhatItDoes && expected == 2 ? throw new LeaseNotHeldException("") : expected;
    }

    public ValueTask ReleaseLeaseAsync(long lease, bool abandoned) => condition.ReleaseLeaseAsync(lease, abandoned);

    public ValueTask DisposeAsync() => condition.DisposeAsync();
}
