namespace SharedObjects.Objects.Waiting;

/// <summary>
/// Waiters in the order in which they came. Not thread-safe: it is used on its object's turn only, and tokens it is given are cancelled there.
/// A waiter is either granted, or it ends by timeout or cancellation; never both, so a wait that ends otherwise has taken nothing.
/// </summary>
/// <param name="timeProvider">Measures timeouts.</param>
/// <param name="left">Called after a waiter gave up, because those behind it may have waited for it only.</param>
internal sealed class WaitQueue<TRequest, TGrant>(TimeProvider timeProvider, Action? left = null)
{
    private readonly LinkedList<Waiter<TRequest, TGrant>> waiters = new();

    public int Count => waiters.Count;

    /// <summary>The waiter that is served next.</summary>
    public Waiter<TRequest, TGrant>? Next => waiters.First?.Value;

    /// <summary>Those who wait, in their order.</summary>
    public IEnumerable<Waiter<TRequest, TGrant>> Waiters => waiters;

    /// <summary>Waits at the end of the queue until granted.</summary>
    /// <exception cref="TimeoutException"><paramref name="patience"/> ran out.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public Task<TGrant> WaitAsync(TRequest request, Patience patience, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<TGrant>(cancellationToken);
        }

        if (patience.IsZero)
        {
            return Task.FromException<TGrant>(patience.Exhausted());
        }

        var waiter = new Waiter<TRequest, TGrant>(waiters, request, patience, timeProvider, left, cancellationToken);
        return waiter.Completion;
    }

    /// <summary>Ends every wait with <paramref name="exception"/>.</summary>
    public void FailAll(Exception exception)
    {
        while (Next is { } waiter)
        {
            waiter.Fail(exception);
        }
    }
}
