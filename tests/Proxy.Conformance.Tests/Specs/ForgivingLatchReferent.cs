using SharedObjects.Objects.Latch;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>A mutant: signals beyond zero are swallowed instead of refused.</summary>
internal sealed class ForgivingLatchReferent(int initialCount) : ISharedLatch
{
    private readonly LatchReferent real = new(initialCount, TimeProvider.System);

    public int CurrentCount => real.CurrentCount;

    public int InitialCount => real.InitialCount;

    public bool IsSet => real.IsSet;

    public ValueTask<bool> SignalAsync(int count, CancellationToken cancellationToken) =>
        count > CurrentCount && !IsSet ? real.SignalAsync(CurrentCount, cancellationToken) : real.SignalAsync(count, cancellationToken);

    public ValueTask AddCountAsync(int count, CancellationToken cancellationToken) => real.AddCountAsync(count, cancellationToken);

    public ValueTask<bool> TryAddCountAsync(int count, CancellationToken cancellationToken) => real.TryAddCountAsync(count, cancellationToken);

    public ValueTask ResetAsync(CancellationToken cancellationToken) => real.ResetAsync(cancellationToken);

    public ValueTask ResetAsync(int count, CancellationToken cancellationToken) => real.ResetAsync(count, cancellationToken);

    public ValueTask WaitAsync(CancellationToken cancellationToken) => real.WaitAsync(cancellationToken);

    public ValueTask WaitAsync(TimeSpan timeout, CancellationToken cancellationToken) => real.WaitAsync(timeout, cancellationToken);

    public ValueTask<bool> TryWaitAsync(TimeSpan timeout, CancellationToken cancellationToken) => real.TryWaitAsync(timeout, cancellationToken);

    public ValueTask DisposeAsync() => real.DisposeAsync();
}
