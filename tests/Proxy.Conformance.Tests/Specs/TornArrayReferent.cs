using SharedObjects.Calls.Encoding;
using SharedObjects.Objects.Arrays;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>A mutant: it lets others in while it sets a range, until one has seen it half done.</summary>
internal sealed class TornArrayReferent(int length) : ISharedArray<Payload>
{
    private readonly ArrayReferent<Payload> real = new(length, default, PayloadArithmetic.Instance);

    private readonly TaskCompletionSource seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Length => real.Length;

    public async ValueTask SetRangeAsync(int index, Payload[] values, CancellationToken cancellationToken)
    {
        await real.SetAsync(index, values[0], cancellationToken);
        await seen.Task;
        await real.SetRangeAsync(index + 1, values[1..], cancellationToken);
    }

    public ValueTask FillAsync(Payload value, CancellationToken cancellationToken) => real.FillAsync(value, cancellationToken);

    public ValueTask<Payload[]> ToArrayAsync(CancellationToken cancellationToken)
    {
        seen.SetResult();
        return real.ToArrayAsync(cancellationToken);
    }

    public ValueTask<Payload> GetAsync(int index, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<(Payload Value, long Version)> GetWithVersionAsync(int index, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask SetAsync(int index, Payload value, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<bool> TrySetIfVersionAsync(int index, Payload value, long version, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<Payload> ExchangeAsync(int index, Payload value, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<(bool Exchanged, Payload Original)> CompareExchangeAsync(int index, Payload value, Payload comparand, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<Payload> AddNumberAsync(int index, Payload amount, int numberKind, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<Payload[]> GetRangeAsync(int index, int count, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<Payload> GetPlaceAsync(int place, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask SetPlaceAsync(int place, Payload value, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<Payload[]> GetSliceAsync(int start, int end, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<int> IndexOfAsync(Payload value, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => real.DisposeAsync();
}
