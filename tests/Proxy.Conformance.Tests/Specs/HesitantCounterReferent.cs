using SharedObjects.Contracts.State;
using SharedObjects.Objects.Counter;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>A mutant: what it saves is what it was before its last change.</summary>
internal sealed class HesitantCounterReferent(long initialValue) : ISharedCounter, ISavable
{
    private readonly CounterReferent real = new(initialValue);
    private long before = initialValue;

    public ValueTask<long> GetAsync(CancellationToken cancellationToken) => real.GetAsync(cancellationToken);

    public async ValueTask<long> AddAsync(long amount, CancellationToken cancellationToken)
    {
        before = await real.GetAsync(cancellationToken);
        return await real.AddAsync(amount, cancellationToken);
    }

    public async ValueTask<long> ExchangeAsync(long value, CancellationToken cancellationToken) => before = await real.ExchangeAsync(value, cancellationToken);

    public async ValueTask<long> CompareExchangeAsync(long value, long comparand, CancellationToken cancellationToken) =>
        before = await real.CompareExchangeAsync(value, comparand, cancellationToken);

    public void Save(StateWriter state) => state.Write(before);

    public ValueTask DisposeAsync() => real.DisposeAsync();
}
