using SharedObjects.Contracts.State;
using SharedObjects.Objects.Waiting;

namespace SharedObjects.Objects.Latch;

/// <summary>The latch itself. Used on its turn only. Its gate is open when nothing is left to count.</summary>
internal sealed class LatchReferent : ISharedLatch, ISavable
{
    private readonly Gate gate;

    /// <param name="initialCount">How many signals it takes.</param>
    /// <param name="timeProvider">Measures timeouts.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="initialCount"/> is negative.</exception>
    public LatchReferent(int initialCount, TimeProvider timeProvider)
        : this(initialCount, initialCount, timeProvider)
    {
    }

    /// <param name="state">What <see cref="Save"/> wrote.</param>
    /// <param name="timeProvider">Measures timeouts.</param>
    public LatchReferent(StateReader state, TimeProvider timeProvider)
        : this(state.Read<int>(), state.Read<int>(), timeProvider)
    {
    }

    private LatchReferent(int initialCount, int currentCount, TimeProvider timeProvider)
    {
        RequireCount(initialCount, nameof(initialCount));
        InitialCount = initialCount;
        CurrentCount = currentCount;
        gate = new Gate(IsSet, timeProvider);
    }

    public int CurrentCount { get; private set; }

    public int InitialCount { get; private set; }

    public bool IsSet => CurrentCount == 0;

    public ValueTask<bool> SignalAsync(int count, CancellationToken cancellationToken)
    {
        RequirePositive(count);
        if (count > CurrentCount)
        {
            throw new InvalidOperationException($"{count} cannot be signalled: the latch counts down only {CurrentCount} more. Nothing was counted; AddCountAsync or ResetAsync make room.");
        }

        CurrentCount -= count;
        if (IsSet)
        {
            gate.Open();
        }

        return ValueTask.FromResult(IsSet);
    }

    public ValueTask AddCountAsync(int count, CancellationToken cancellationToken) => TryAddCount(count)
        ? ValueTask.CompletedTask
        : throw new InvalidOperationException("The latch is set, so those who waited for it have gone on: nothing was counted. ResetAsync starts it again.");

    public ValueTask<bool> TryAddCountAsync(int count, CancellationToken cancellationToken) => ValueTask.FromResult(TryAddCount(count));

    public ValueTask ResetAsync(CancellationToken cancellationToken) => ResetAsync(InitialCount, cancellationToken);

    public ValueTask ResetAsync(int count, CancellationToken cancellationToken)
    {
        RequireCount(count, nameof(count));
        (InitialCount, CurrentCount) = (count, count);
        if (IsSet)
        {
            gate.Open();
        }
        else
        {
            gate.Close();
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask WaitAsync(CancellationToken cancellationToken) => gate.WaitAsync(Patience.Infinite, cancellationToken);

    public ValueTask WaitAsync(TimeSpan timeout, CancellationToken cancellationToken) => gate.WaitAsync(Patience.Of(timeout), cancellationToken);

    public ValueTask<bool> TryWaitAsync(TimeSpan timeout, CancellationToken cancellationToken) => gate.TryWaitAsync(Patience.Of(timeout), cancellationToken);

    public void Save(StateWriter state)
    {
        state.Write(InitialCount);
        state.Write(CurrentCount);
    }

    /// <summary>Nobody refers to the latch any more: whoever still waits is told.</summary>
    public ValueTask DisposeAsync()
    {
        gate.Dispose(nameof(ISharedLatch));
        return ValueTask.CompletedTask;
    }

    private static void RequirePositive(int count)
    {
        if (count <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(count), $"A latch counts at least one at a time, not {count}.");
        }
    }

    private static void RequireCount(int count, string name)
    {
        if (count < 0)
        {
            throw new ArgumentOutOfRangeException(name, $"A latch counts down from zero or more, not from {count}.");
        }
    }

    private bool TryAddCount(int count)
    {
        RequirePositive(count);
        if (IsSet)
        {
            return false;
        }

        if (count > int.MaxValue - CurrentCount)
        {
            throw new InvalidOperationException($"A latch counts at most {int.MaxValue}; with {CurrentCount} missing, {count} more are too many. Nothing was counted.");
        }

        CurrentCount += count;
        return true;
    }
}
