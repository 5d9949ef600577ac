using SharedObjects.Contracts.Numbers;
using SharedObjects.Contracts.State;
using SharedObjects.Objects.Waiting;

namespace SharedObjects.Objects.Value;

/// <summary>The value itself. Used on its turn only.</summary>
/// <param name="initialValue">The value at first.</param>
/// <param name="arithmetic">Computes with values that are numbers.</param>
/// <param name="timeProvider">Measures timeouts.</param>
internal sealed class ValueReferent<T>(T initialValue, Arithmetic<T> arithmetic, TimeProvider timeProvider) : ISharedValue<T>, ISavable
{
    private readonly WaitQueue<bool, (T Value, long Version)> waiters = new(timeProvider);
    private T value = initialValue;
    private long revision;

    /// <param name="state">What <see cref="Save"/> wrote.</param>
    /// <param name="arithmetic">Computes with values that are numbers.</param>
    /// <param name="timeProvider">Measures timeouts.</param>
    public ValueReferent(StateReader state, Arithmetic<T> arithmetic, TimeProvider timeProvider)
        : this(state.ReadElement<T>(), arithmetic, timeProvider) => revision = state.Read<long>();

    public ValueTask<T> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(value);

    public ValueTask<(T Value, long Version)> GetWithVersionAsync(CancellationToken cancellationToken) => ValueTask.FromResult((value, revision));

    public ValueTask SetAsync(T value, CancellationToken cancellationToken)
    {
        Change(value);
        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> TrySetIfVersionAsync(T value, long version, CancellationToken cancellationToken)
    {
        var isCurrent = version == revision;
        if (isCurrent)
        {
            Change(value);
        }

        return ValueTask.FromResult(isCurrent);
    }

    public ValueTask<T> ExchangeAsync(T value, CancellationToken cancellationToken)
    {
        var before = this.value;
        Change(value);
        return ValueTask.FromResult(before);
    }

    public ValueTask<(bool Exchanged, T Original)> ExchangeIfEqualAsync(T value, T comparand, bool isDefault, CancellationToken cancellationToken)
    {
        var before = this.value;
        var isEqual = EqualityComparer<T>.Default.Equals(before, comparand) || (isDefault && EqualityComparer<T>.Default.Equals(before, default!));
        if (isEqual)
        {
            Change(value);
        }

        return ValueTask.FromResult((isEqual, before));
    }

    public ValueTask<T> AddNumberAsync(T amount, int numberKind, CancellationToken cancellationToken)
    {
        Change(arithmetic.Add(value, amount, (NumberKind)numberKind));
        return ValueTask.FromResult(value);
    }

    public ValueTask<(T Value, long Version)> WaitForChangeAsync(long version, CancellationToken cancellationToken) =>
        WaitForChangeAsync(version, Patience.Infinite, cancellationToken);

    public ValueTask<(T Value, long Version)> WaitForChangeAsync(long version, TimeSpan timeout, CancellationToken cancellationToken) =>
        WaitForChangeAsync(version, Patience.Of(timeout), cancellationToken);

    public void Save(StateWriter state)
    {
        state.WriteElement(value);
        state.Write(revision);
    }

    /// <summary>Nobody refers to the value any more: whoever still waits is told.</summary>
    public ValueTask DisposeAsync()
    {
        waiters.FailAll(new ObjectDisposedException(nameof(ISharedValue<>)));
        value = default!;
        return ValueTask.CompletedTask;
    }

    private ValueTask<(T Value, long Version)> WaitForChangeAsync(long version, Patience patience, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return version != revision
            ? ValueTask.FromResult((value, revision))
            : new ValueTask<(T Value, long Version)>(waiters.WaitAsync(true, patience, cancellationToken));
    }

    /// <summary>Everybody who waits has seen the version before this one, so everybody goes on.</summary>
    private void Change(T changed)
    {
        (value, revision) = (changed, revision + 1);
        CallContext.Current.TookEffect();
        while (waiters.Next is { } waiter)
        {
            waiter.Grant((changed, revision));
        }
    }
}
