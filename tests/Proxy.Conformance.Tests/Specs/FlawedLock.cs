namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>Mutants: locks that are each wrong in one way. What does not notice them checks nothing.</summary>
internal sealed class FlawedLock(FlawedLock.Flaw flaw) : ISharedLock
{
    private readonly LinkedList<(CallContext Call, TaskCompletionSource<(bool Granted, long Lease, long FencingToken, bool PreviousOwnerLost)> Grant)> waiters = [];
    private long owner;
    private long lease;
    private long token;

    public enum Flaw
    {
        None,
        TokenNotBumped,
        GrantsWithoutWaiting,
        LatestFirst,
        CancelledWaiterStays,
        AnybodyReleases,
        RefusesWhatItDoes,
    }

    public bool IsHeld => owner != 0;

    public async ValueTask<(bool Granted, long Lease, long FencingToken, bool PreviousOwnerLost)> EnterAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (owner == 0 || flaw == Flaw.GrantsWithoutWaiting)
        {
            return Grant(CallContext.Current);
        }

        if (timeout == TimeSpan.Zero)
        {
            return default;
        }

        var waiter = (CallContext.Current, new TaskCompletionSource<(bool, long, long, bool)>(TaskCreationOptions.RunContinuationsAsynchronously));
        waiters.AddLast(waiter);
        await using var cancellation = cancellationToken.Register(() =>
        {
            waiter.Item2.TrySetCanceled(cancellationToken);
            if (flaw != Flaw.CancelledWaiterStays)
            {
                waiters.Remove(waiter);
            }
        });
        return await waiter.Item2.Task;
    }

    public ValueTask<(bool IsHeld, Caller? Owner, TimeSpan HeldFor, long FencingToken)> FindHolderAsync(CancellationToken cancellationToken) => new((IsHeld, null, default, token));

    public ValueTask<ISharedCondition> CreateConditionAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask ReleaseLeaseAsync(long lease, bool abandoned)
    {
        var isOwners = owner == lease;
        if (!isOwners && flaw != Flaw.AnybodyReleases)
        {
            throw new LeaseNotHeldException("");
        }

        CallContext.Current.TookEffect();
        owner = 0;
        if ((flaw == Flaw.LatestFirst ? waiters.Last : waiters.First) is { } next)
        {
            waiters.Remove(next);
            next.Value.Grant.TrySetResult(Grant(next.Value.Call));
        }

        return flaw == Flaw.RefusesWhatItDoes && token % 10 == 0 ? throw new LeaseNotHeldException("") : ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private (bool Granted, long Lease, long FencingToken, bool PreviousOwnerLost) Grant(CallContext call)
    {
        call.TookEffect();
        owner = ++lease;
        token += flaw == Flaw.TokenNotBumped && token > 0 ? 0 : 1;
        return (true, owner, token, false);
    }
}
