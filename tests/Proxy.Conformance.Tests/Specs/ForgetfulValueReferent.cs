using SharedObjects.Calls.Encoding;
using SharedObjects.Contracts.Numbers;
using SharedObjects.Objects.Value;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>A mutant: a value that is set to what it is already keeps its version.</summary>
internal sealed class ForgetfulValueReferent<T>(T initialValue) : ISharedValue<T>
{
    private readonly ValueReferent<T> real = new(initialValue, (Arithmetic<T>)(object)PayloadArithmetic.Instance, TimeProvider.System);

    public ValueTask<T> GetAsync(CancellationToken cancellationToken) => real.GetAsync(cancellationToken);

    public ValueTask<(T Value, long Version)> GetWithVersionAsync(CancellationToken cancellationToken) => real.GetWithVersionAsync(cancellationToken);

    public async ValueTask SetAsync(T value, CancellationToken cancellationToken)
    {
        if (!EqualityComparer<T>.Default.Equals(value, await real.GetAsync(cancellationToken)))
        {
            await real.SetAsync(value, cancellationToken);
        }
    }

    public ValueTask<bool> TrySetIfVersionAsync(T value, long version, CancellationToken cancellationToken) => real.TrySetIfVersionAsync(value, version, cancellationToken);

    public ValueTask<T> ExchangeAsync(T value, CancellationToken cancellationToken) => real.ExchangeAsync(value, cancellationToken);

    public ValueTask<(bool Exchanged, T Original)> ExchangeIfEqualAsync(T value, T comparand, bool isDefault, CancellationToken cancellationToken) =>
        real.ExchangeIfEqualAsync(value, comparand, isDefault, cancellationToken);

    public ValueTask<T> AddNumberAsync(T amount, int numberKind, CancellationToken cancellationToken) => real.AddNumberAsync(amount, numberKind, cancellationToken);

    public ValueTask<(T Value, long Version)> WaitForChangeAsync(long version, CancellationToken cancellationToken) => real.WaitForChangeAsync(version, cancellationToken);

    public ValueTask<(T Value, long Version)> WaitForChangeAsync(long version, TimeSpan timeout, CancellationToken cancellationToken) =>
        real.WaitForChangeAsync(version, timeout, cancellationToken);

    public ValueTask DisposeAsync() => real.DisposeAsync();
}
