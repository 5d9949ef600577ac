using SharedObjects.Contracts.State;
using SharedObjects.Objects.Holding;
using SharedObjects.Objects.Waiting;

namespace SharedObjects.Objects.Semaphore;

/// <summary>The semaphore itself. Used on its turn only. Somebody waits only while the first who waits asks for more than there is.</summary>
internal sealed class SemaphoreReferent : ISharedSemaphore, ISavable
{
    private readonly HoldTable<int> holds;
    private readonly WaitQueue<int, long> waiters;
    private int leased;

    /// <param name="initialCount">How many permits there are.</param>
    /// <param name="maximumCount">How many there may be, the leased ones included; <see langword="null"/> for no bound.</param>
    /// <param name="timeProvider">Measures timeouts.</param>
    /// <exception cref="ArgumentOutOfRangeException">The counts do not go together.</exception>
    public SemaphoreReferent(int initialCount, int? maximumCount, TimeProvider timeProvider)
    {
        if (maximumCount is <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(maximumCount), $"A semaphore has room for at least one permit, not {maximumCount}; leave the maximum out for no bound.");
        }

        if (initialCount < 0 || initialCount > maximumCount)
        {
            throw new ArgumentOutOfRangeException(nameof(initialCount), $"A semaphore begins with {(maximumCount is null ? "zero permits or more" : $"0 to {maximumCount} permits")}, not {initialCount}.");
        }

        CurrentCount = initialCount;
        MaximumCount = maximumCount;
        holds = new(timeProvider, (hold, _) => Return(hold.Value), Serve);
        waiters = new(timeProvider, Serve);
    }

    /// <param name="state">What <see cref="Save"/> wrote.</param>
    /// <param name="timeProvider">Measures timeouts.</param>
    public SemaphoreReferent(StateReader state, TimeProvider timeProvider)
        : this(state.Read<int>(), state.Read<int?>(), timeProvider)
    {
    }

    public int CurrentCount { get; private set; }

    public int? MaximumCount { get; }

    public int WaiterCount => waiters.Count;

    public ValueTask<long> EnterAsync(int count, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (count <= 0 || count > MaximumCount)
        {
            throw new ArgumentOutOfRangeException(nameof(count), $"{count} permits cannot be taken: ask for at least one{(MaximumCount is null ? "" : $" and at most {MaximumCount}, which is all there can be")}.");
        }

        var patience = Patience.Of(timeout);
        cancellationToken.ThrowIfCancellationRequested();
        if (waiters.Count == 0 && count <= CurrentCount)
        {
            return ValueTask.FromResult(Take(CallContext.Current, count));
        }

        return patience.IsZero ? default : WaitAsync();

        async ValueTask<long> WaitAsync()
        {
            try
            {
                return await waiters.WaitAsync(count, patience, cancellationToken);
            }
            catch (TimeoutException)
            {
                return default;
            }
        }
    }

    public ValueTask<int> ReleaseAsync(int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        if ((long)CurrentCount + leased + count > (MaximumCount ?? int.MaxValue))
        {
            throw new SemaphoreFullException($"{count} more permits would be too many: {CurrentCount} can be taken, {leased} are leased and will come back, and there may be {MaximumCount ?? int.MaxValue}.");
        }

        CallContext.Current.TookEffect();
        var before = CurrentCount;
        CurrentCount += count;
        Serve();
        return ValueTask.FromResult(before);
    }

    public ValueTask ReleaseLeaseAsync(long lease, bool abandoned)
    {
        var hold = holds.Remove(lease);
        if (abandoned)
        {
            CallContext.Current.LogAbandoned("a lease");
        }

        CallContext.Current.TookEffect();
        Return(hold.Value);
        Serve();
        return ValueTask.CompletedTask;
    }

    /// <summary>Permits that sessions have leased are back in a restored semaphore.</summary>
    public void Save(StateWriter state)
    {
        state.Write(CurrentCount + leased);
        state.Write(MaximumCount);
    }

    /// <summary>Nobody refers to the semaphore any more: whoever still waits is told.</summary>
    public ValueTask DisposeAsync()
    {
        waiters.FailAll(new ObjectDisposedException(nameof(ISharedSemaphore)));
        return ValueTask.CompletedTask;
    }

    /// <exception cref="SessionEndedException">The session of the call has ended; nothing was taken.</exception>
    private long Take(CallContext call, int count)
    {
        if (!holds.TryAdd(call, count, out var hold))
        {
            throw new SessionEndedException("The session that asked for permits has ended.");
        }

        CurrentCount -= count;
        leased += count;
        call.TookEffect();
        return hold.Lease;
    }

    private void Return(int count)
    {
        CurrentCount += count;
        leased -= count;
    }

    private void Serve()
    {
        while (waiters.Next is { } waiter && waiter.Request <= CurrentCount)
        {
            try
            {
                waiter.Grant(Take(waiter.Call, waiter.Request));
            }
            catch (SessionEndedException exception)
            {
                waiter.Fail(exception);
            }
        }
    }
}
