using SharedObjects.Contracts;

namespace SharedObjects.Objects.Holding;

/// <summary>
/// A hold of its own on what grants leases, where there are proxies. Made before the lease is asked for: whoever disposes the proxy meanwhile must not give the
/// object back, and with it the lease, before there is one.
/// </summary>
/// <param name="source">What grants leases.</param>
/// <exception cref="ObjectDisposedException">It is a proxy that was disposed.</exception>
internal sealed class LeaseSource(ILeasing source) : IAsyncDisposable
{
    private ILeasing? own = source is IProxy proxy ? (ILeasing)proxy.Duplicate() : source;

    public ILeasing Value => own ?? throw new ObjectDisposedException(nameof(LeaseSource));

    /// <summary>Leaves the hold to a lease; nothing happens to it here any more.</summary>
    public ILeasing Keep()
    {
        var kept = Value;
        own = null;
        return kept;
    }

    public ValueTask DisposeAsync() => own is null ? ValueTask.CompletedTask : GiveBackAsync(own);

    /// <summary>Gives a kept hold back. Never waits.</summary>
    public static ValueTask GiveBackAsync(ILeasing kept) => kept is IProxy ? kept.DisposeAsync() : ValueTask.CompletedTask;
}
