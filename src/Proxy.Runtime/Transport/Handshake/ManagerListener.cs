using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using SharedObjects.Transport.Endpoints;

namespace SharedObjects.Transport.Handshake;

/// <summary>
/// A manager's front door: a private local endpoint of its own, behind which only clients that passed the handshake come in.
/// Handshakes run side by side, so many and no more; a failed one is logged and disturbs nobody. Disposing it closes the door, ends
/// the handshakes under way, and removes socket and directory; connections already handed out live on.
/// </summary>
internal sealed class ManagerListener : IAsyncDisposable
{
    private const string SocketName = "manager";

    private readonly PrivateDirectory directory;
    private readonly UnixSocketListener listener;
    private readonly ManagerKey key;
    private readonly Func<AcceptedClient, ReadOnlyMemory<byte>> welcome;
    private readonly HandshakeOptions options;
    private readonly RefusalLog log;
    private readonly PendingHandshakes pending;
    private readonly CancellationTokenSource stopping = new();
    private readonly Channel<ClientConnection> clients = Channel.CreateUnbounded<ClientConnection>();
    private readonly Task accepting;
    private int disposed;

    private ManagerListener(ManagerKey key, Func<AcceptedClient, ReadOnlyMemory<byte>> welcome, HandshakeOptions options, ILogger logger)
    {
        this.key = key;
        this.welcome = welcome;
        this.options = options;
        log = new RefusalLog(logger, options.TimeProvider);
        pending = new PendingHandshakes(options);
        directory = PrivateDirectory.Create(SocketName);
        try
        {
            Endpoint = new UnixSocketEndpoint(Path.Combine(directory.FullPath, SocketName));
            listener = UnixSocketListener.Listen(Endpoint, logger, options.TimeProvider);
        }
        catch
        {
            directory.Dispose();
            throw;
        }

        accepting = Task.Run(AcceptAllAsync);
    }

    /// <summary>Where it listens: what clients connect to.</summary>
    public UnixSocketEndpoint Endpoint { get; }

    /// <summary>Makes the endpoint and listens at once.</summary>
    /// <param name="key">The key clients have to hold. Stays the caller's, who keeps it until the listener is disposed.</param>
    /// <param name="welcome">See <see cref="ServerHandshake.PerformAsync"/>; called on any thread, for several clients at once.</param>
    /// <param name="options">Limits, versions, clock.</param>
    /// <param name="logger">Learns who was turned away and why, at most once a second.</param>
    /// <exception cref="IOException">No private directory can be made, or none with a path short enough for a socket.</exception>
    public static ManagerListener Start(
        ManagerKey key, Func<AcceptedClient, ReadOnlyMemory<byte>> welcome, HandshakeOptions options, ILogger logger) =>
        new(key, welcome, options, logger);

    /// <summary>Waits for the next client that passed the handshake; the caller disposes it.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The listener was disposed.</exception>
    public async ValueTask<ClientConnection> AcceptAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await clients.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException exception) when (exception.InnerException is null)
        {
            throw new ObjectDisposedException(nameof(ManagerListener));
        }
    }

    /// <summary>Closes the door; returns when no handshake is under way any more.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
        {
            return;
        }

        await stopping.CancelAsync().ConfigureAwait(false);
        await accepting.ConfigureAwait(false);
        await pending.WaitForAllAsync().ConfigureAwait(false);
        listener.Dispose();
        directory.Dispose();
        while (clients.Reader.TryRead(out var unclaimed))
        {
            unclaimed.Dispose();
        }

        pending.Dispose();
        stopping.Dispose();
    }

    private async Task AcceptAllAsync()
    {
        Exception? failure = null;
        SocketConnection? connection = null;
        try
        {
            while (true)
            {
                connection = await listener.AcceptAsync(stopping.Token).ConfigureAwait(false);
                var handshake = await pending.EnterAsync(stopping.Token).ConfigureAwait(false);
                _ = AuthenticateAsync(connection, handshake);
                connection = null;
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        connection?.Dispose();
        clients.Writer.TryComplete(failure);
    }

    private async Task AuthenticateAsync(SocketConnection connection, PendingHandshakes.Handshake handshake)
    {
        var accepted = false;
        try
        {
            var client = await ServerHandshake.PerformAsync(connection.Stream, connection.Peer, key, welcome, options, handshake.Token).ConfigureAwait(false);
            accepted = clients.Writer.TryWrite(new ClientConnection(connection, client));
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            log.Refused(connection.Peer, "it was slow while others waited");
        }
        catch (OperationCanceledException)
        {
            // The listener is closing.
        }
        catch (Exception exception)
        {
            log.Refused(connection.Peer, exception.Message);
        }
        finally
        {
            if (!accepted)
            {
                connection.Dispose();
            }

            handshake.Dispose();
        }
    }
}
