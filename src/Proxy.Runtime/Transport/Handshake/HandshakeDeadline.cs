namespace SharedObjects.Transport.Handshake;

/// <summary>A token that is cancelled by the caller's or when the time allowed is over, whichever comes first.</summary>
internal sealed class HandshakeDeadline : IDisposable
{
    private readonly CancellationTokenSource timer;
    private readonly CancellationTokenSource linked;
    private readonly CancellationToken callers;

    /// <summary>Starts the clock.</summary>
    public HandshakeDeadline(TimeSpan delay, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        callers = cancellationToken;
        timer = new CancellationTokenSource(delay, timeProvider);
        linked = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
    }

    /// <summary>The token for everything that has to end by then.</summary>
    public CancellationToken Token => linked.Token;

    /// <summary>Whether the time is over, and not merely the caller's patience.</summary>
    public bool HasPassed => timer.IsCancellationRequested && !callers.IsCancellationRequested;

    /// <summary>Stops the clock.</summary>
    public void Dispose()
    {
        linked.Dispose();
        timer.Dispose();
    }
}
