using SharedObjects.Contracts;

namespace SharedObjects.Objects.Holding;

/// <summary>A hold of its own on what grants leases, where there are proxies.</summary>
internal readonly struct LeaseSource(ILeasing source) : IAsyncDisposable
{
    private readonly bool isOwned = source is IProxy;

    public ILeasing Value { get; } = source is IProxy proxy ? (ILeasing)proxy.Duplicate() : source;

    public ValueTask DisposeAsync() => isOwned ? Value.DisposeAsync() : ValueTask.CompletedTask;
}
