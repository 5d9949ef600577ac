namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>A mutant: it wraps around, or it lets another in between reading and writing.</summary>
internal sealed class CarelessCounterReferent(long value, bool forgetsItself) : ISharedCounter
{
    private long value = value;
    private TaskCompletionSource? added;

    public ValueTask<long> GetAsync(CancellationToken cancellationToken) => new(value);

    public async ValueTask<long> AddAsync(long amount, CancellationToken cancellationToken)
    {
        var sum = unchecked(value + amount);
        if (forgetsItself && added is null)
        {
            added = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await added.Task;
        }

        value = sum;
        added?.TrySetResult();
        return sum;
    }

    public ValueTask<long> ExchangeAsync(long value, CancellationToken cancellationToken)
    {
        (value, this.value) = (this.value, value);
        return new(value);
    }

    public ValueTask<long> CompareExchangeAsync(long value, long comparand, CancellationToken cancellationToken) =>
        this.value == comparand ? ExchangeAsync(value, cancellationToken) : new(this.value);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
