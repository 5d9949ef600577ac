namespace SharedObjects.Transport.Handshake;

/// <summary>
/// The handshakes under way, so many and no more. When it is full, whoever comes waits until one ends; the oldest is cut once it has
/// had its time, so that peers that connect and stall cannot keep the others out. Thread-safe.
/// </summary>
internal sealed class PendingHandshakes(HandshakeOptions options) : IDisposable
{
    private readonly Lock gate = new();
    private readonly LinkedList<Handshake> oldestFirst = new();
    private readonly SemaphoreSlim places = new(options.MaxPending, options.MaxPending);

    /// <summary>Takes a place; one caller at a time.</summary>
    /// <param name="cancellationToken">Ends the wait, and later the handshake.</param>
    public async ValueTask<Handshake> EnterAsync(CancellationToken cancellationToken)
    {
        if (!places.Wait(0, CancellationToken.None))
        {
            await using var timer = options.TimeProvider.CreateTimer(_ => CutOldest(), null, PatienceLeft(), Timeout.InfiniteTimeSpan).ConfigureAwait(false);
            await places.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        var handshake = new Handshake(this, options.TimeProvider.GetTimestamp(), cancellationToken);
        lock (gate)
        {
            oldestFirst.AddLast(handshake);
        }

        return handshake;
    }

    /// <summary>Waits until no handshake is under way. Nobody may enter afterwards.</summary>
    public async Task WaitForAllAsync()
    {
        for (var i = 0; i < options.MaxPending; i++)
        {
            await places.WaitAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Frees what the waiting needed; call it when no handshake is under way.</summary>
    public void Dispose() => places.Dispose();

    private TimeSpan PatienceLeft()
    {
        lock (gate)
        {
            var age = oldestFirst.First is { } oldest ? options.TimeProvider.GetElapsedTime(oldest.Value.Started) : TimeSpan.Zero;
            return age < options.PatienceWhenCrowded ? options.PatienceWhenCrowded - age : TimeSpan.Zero;
        }
    }

    private void CutOldest()
    {
        Handshake? oldest;
        lock (gate)
        {
            oldest = oldestFirst.First?.Value;
        }

        oldest?.Cut();
    }

    /// <summary>One of them. Disposing it gives its place back.</summary>
    internal sealed class Handshake : IDisposable
    {
        private readonly PendingHandshakes owner;
        private readonly CancellationTokenSource cut;

        internal Handshake(PendingHandshakes owner, long started, CancellationToken cancellationToken)
        {
            this.owner = owner;
            Started = started;
            cut = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Token = cut.Token;
        }

        /// <summary>When it began, by the clock's timestamp.</summary>
        public long Started { get; }

        /// <summary>Cancelled when the handshake has to make room, or the listener closes.</summary>
        public CancellationToken Token { get; }

        /// <summary>Makes it make room.</summary>
        public void Cut()
        {
            try
            {
                cut.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // It ended in this moment, which makes room as well.
            }
        }

        /// <summary>Gives the place back.</summary>
        public void Dispose()
        {
            lock (owner.gate)
            {
                owner.oldestFirst.Remove(this);
            }

            cut.Dispose();
            owner.places.Release();
        }
    }
}
