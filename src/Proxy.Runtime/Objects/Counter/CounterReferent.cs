using SharedObjects.Contracts.State;

namespace SharedObjects.Objects.Counter;

/// <summary>The counter itself. Used on its turn only.</summary>
/// <param name="initialValue">The number at first.</param>
internal sealed class CounterReferent(long initialValue) : ISharedCounter, ISavable
{
    private long value = initialValue;

    /// <param name="state">What <see cref="Save"/> wrote.</param>
    public CounterReferent(StateReader state)
        : this(state.Read<long>())
    {
    }

    public ValueTask<long> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(value);

    public ValueTask<long> AddAsync(long amount, CancellationToken cancellationToken)
    {
        var sum = unchecked(value + amount);
        if (((value ^ sum) & (amount ^ sum)) < 0)
        {
            throw new OverflowException($"{value} and {amount} are together more than a counter holds; nothing was changed.");
        }

        value = sum;
        return ValueTask.FromResult(sum);
    }

    public ValueTask<long> ExchangeAsync(long value, CancellationToken cancellationToken)
    {
        var before = this.value;
        this.value = value;
        return ValueTask.FromResult(before);
    }

    public ValueTask<long> CompareExchangeAsync(long value, long comparand, CancellationToken cancellationToken) =>
        this.value == comparand ? ExchangeAsync(value, cancellationToken) : ValueTask.FromResult(this.value);

    public void Save(StateWriter state) => state.Write(value);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
