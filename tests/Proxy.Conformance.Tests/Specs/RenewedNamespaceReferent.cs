using SharedObjects.Objects.Namespace;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>A mutant: after it is cleared, versions come a second time.</summary>
internal sealed class RenewedNamespaceReferent : ISharedNamespace
{
    private NamespaceReferent real = new();

    public int Count => real.Count;

    public ValueTask ClearAsync(CancellationToken cancellationToken)
    {
        real = new();
        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> DeleteAsync(string name, CancellationToken cancellationToken) => real.DeleteAsync(name, cancellationToken);

    public ValueTask<bool> ContainsAsync(string name, CancellationToken cancellationToken) => real.ContainsAsync(name, cancellationToken);

    public ValueTask<string[]> KeysAsync(CancellationToken cancellationToken) => real.KeysAsync(cancellationToken);

    public ValueTask<(T Value, long Version)> FindAsync<T>(string name, string type, CancellationToken cancellationToken) => real.FindAsync<T>(name, type, cancellationToken);

    public ValueTask<bool> StoreAsync<T>(string name, string type, T value, long version, CancellationToken cancellationToken) =>
        real.StoreAsync(name, type, value, version, cancellationToken);

    public ValueTask DisposeAsync() => real.DisposeAsync();
}
