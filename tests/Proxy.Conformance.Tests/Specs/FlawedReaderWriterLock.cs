using SharedObjects.Objects.ReaderWriterLock;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>Mutants: reader-writer locks that are each wrong in one way. What does not notice them checks nothing.</summary>
internal sealed class FlawedReaderWriterLock(FlawedReaderWriterLock.Flaw flaw) : ISharedReaderWriterLock
{
    private readonly ReaderWriterLockReferent mutex = new(TimeProvider.System);
    private readonly ReaderWriterLockReferent overtaking = new(TimeProvider.System);

    public enum Flaw
    {
        WritersAreReaders,
        ReadersAreWriters,
        ReadersOvertake,
        TokenNotBumped,
        LeavesTwice,
        RefusesWhatItDoes,
    }

    public int CurrentReadCount => mutex.CurrentReadCount + overtaking.CurrentReadCount;

    public bool IsWriteLockHeld => mutex.IsWriteLockHeld;

    public int WaitingReadCount => mutex.WaitingReadCount;

    public int WaitingWriteCount => mutex.WaitingWriteCount;

    public async ValueTask<(bool Granted, long Lease, long FencingToken, bool PreviousOwnerLost)> EnterAsync(bool write, TimeSpan timeout, CancellationToken cancellationToken)
    {
        switch (flaw)
        {
            case Flaw.WritersAreReaders:
                return await mutex.EnterAsync(write: false, timeout, cancellationToken);
            case Flaw.ReadersAreWriters:
                return await mutex.EnterAsync(write: true, timeout, cancellationToken);
            case Flaw.ReadersOvertake when !write && !mutex.IsWriteLockHeld:
                return await overtaking.EnterAsync(write: false, timeout, cancellationToken);
            case Flaw.TokenNotBumped:
                return (await mutex.EnterAsync(write, timeout, cancellationToken)) with { FencingToken = 1 };
            default:
                return await mutex.EnterAsync(write, timeout, cancellationToken);
        }
    }

    public async ValueTask ReleaseLeaseAsync(long lease, bool abandoned)
    {
        try
        {
            await mutex.ReleaseLeaseAsync(lease, abandoned);
            if (flaw == Flaw.RefusesWhatItDoes && CurrentReadCount > 0)
            {
                throw new LeaseNotHeldException("");
            }
        }
        catch (LeaseNotHeldException) when (flaw == Flaw.LeavesTwice)
        {
        }
        catch (LeaseNotHeldException) when (flaw == Flaw.ReadersOvertake)
        {
            await overtaking.ReleaseLeaseAsync(lease, abandoned);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
