using SharedObjects.Objects.Semaphore;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>Mutants: semaphores that are each wrong in one way. What does not notice them checks nothing.</summary>
internal sealed class FlawedSemaphore(int initialCount, int? maximumCount, FlawedSemaphore.Flaw flaw) : ISharedSemaphore
{
    private readonly SemaphoreReferent semaphore = new(initialCount, flaw == Flaw.ForgetsTheMaximum ? null : maximumCount, TimeProvider.System);
    private readonly SemaphoreReferent few = new(initialCount, null, TimeProvider.System);

    public enum Flaw
    {
        FewOvertakeMany,
        LosesAPermit,
        InventsAPermit,
        ForgetsTheLeased,
        ForgetsTheMaximum,
        IsFullBeforeTheMaximum,
    }

    public int CurrentCount => semaphore.CurrentCount;

    public int? MaximumCount => semaphore.MaximumCount;

    public int WaiterCount => semaphore.WaiterCount + (flaw == Flaw.FewOvertakeMany ? few.WaiterCount : 0);

    public ValueTask<long> EnterAsync(int count, TimeSpan timeout, CancellationToken cancellationToken) => flaw switch
    {
        Flaw.InventsAPermit => semaphore.EnterAsync(Math.Max(1, count - 1), timeout, cancellationToken),
        Flaw.FewOvertakeMany when count == 1 => few.EnterAsync(count, timeout, cancellationToken),
        _ => semaphore.EnterAsync(count, timeout, cancellationToken),
    };

    public ValueTask<int> ReleaseAsync(int count, CancellationToken cancellationToken) =>
        flaw == Flaw.ForgetsTheLeased ? new(CurrentCount)
        : flaw == Flaw.IsFullBeforeTheMaximum && CurrentCount >= MaximumCount - 1 ? throw new SemaphoreFullException()
        : semaphore.ReleaseAsync(count, cancellationToken);

    public async ValueTask ReleaseLeaseAsync(long lease, bool abandoned)
    {
        try
        {
            await semaphore.ReleaseLeaseAsync(lease, abandoned);
            if (flaw == Flaw.LosesAPermit)
            {
                await semaphore.EnterAsync(1, TimeSpan.Zero, CancellationToken.None);
            }
        }
        catch (LeaseNotHeldException)
        {
            await few.ReleaseLeaseAsync(lease, abandoned);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
