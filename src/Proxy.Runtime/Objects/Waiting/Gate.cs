namespace SharedObjects.Objects.Waiting;

/// <summary>
/// What is open or closed, and those who wait until it is open. Used on its object's turn only. Whoever waits when it opens has passed it,
/// even if it is closed again before the waiter gets its turn.
/// </summary>
/// <param name="isOpen">Whether it is open at first.</param>
/// <param name="timeProvider">Measures timeouts.</param>
internal sealed class Gate(bool isOpen, TimeProvider timeProvider)
{
    private readonly WaitQueue<bool, bool> waiters = new(timeProvider);

    public bool IsOpen { get; private set; } = isOpen;

    /// <summary>Opens it; the call that does so takes effect before those who waited for it.</summary>
    public void Open()
    {
        IsOpen = true;
        CallContext.Current.TookEffect();
        while (waiters.Next is { } waiter)
        {
            waiter.Grant(true);
        }
    }

    public void Close() => IsOpen = false;

    /// <summary>Waits until it is open.</summary>
    /// <exception cref="TimeoutException"><paramref name="patience"/> ran out.</exception>
    public ValueTask WaitAsync(Patience patience, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return IsOpen ? ValueTask.CompletedTask : new ValueTask(waiters.WaitAsync(true, patience, cancellationToken));
    }

    /// <summary>Waits until it is open.</summary>
    /// <returns>Whether it was, in time.</returns>
    public ValueTask<bool> TryWaitAsync(Patience patience, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return IsOpen || patience.IsZero ? ValueTask.FromResult(IsOpen) : PassAsync();

        async ValueTask<bool> PassAsync()
        {
            try
            {
                return await waiters.WaitAsync(true, patience, cancellationToken);
            }
            catch (TimeoutException)
            {
                return false;
            }
        }
    }

    /// <summary>Ends every wait: nobody refers to the object any more.</summary>
    public void Dispose(string name) => waiters.FailAll(new ObjectDisposedException(name));
}
