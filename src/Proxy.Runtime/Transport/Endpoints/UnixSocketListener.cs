using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace SharedObjects.Transport.Endpoints;

/// <summary>
/// A listening Unix domain socket that only the current user can open, and that hands out connections of trusted peers only.
/// Disposing it ends a waiting accept and unlinks the socket file.
/// </summary>
internal sealed class UnixSocketListener : IDisposable
{
    // A caller that finds the queue full fails at once, so it is as long as systems let it be.
    private const int QueueLength = 4096;

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(100);

    private readonly Socket socket;
    private readonly RefusalLog log;
    private readonly TimeProvider timeProvider;

    private UnixSocketListener(UnixSocketEndpoint endpoint, ILogger logger, TimeProvider timeProvider)
    {
        Endpoint = endpoint;
        this.timeProvider = timeProvider;
        log = new RefusalLog(logger, timeProvider);
        socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            // Nobody can connect before Listen, so there is no moment at which the file is open to others.
            socket.Bind(new UnixDomainSocketEndPoint(endpoint.Path));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(endpoint.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            socket.Listen(QueueLength);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Where it listens.</summary>
    public UnixSocketEndpoint Endpoint { get; }

    /// <summary>Binds and listens. The file must not exist; its directory belongs to the caller.</summary>
    /// <exception cref="SocketException">The address is in use, or the directory cannot be written to.</exception>
    public static UnixSocketListener Listen(UnixSocketEndpoint endpoint, ILogger logger, TimeProvider timeProvider) => new(endpoint, logger, timeProvider);

    /// <summary>
    /// Waits for the next peer of the same user. A peer of another user, or an accept that fails (this process is out of file
    /// descriptors, say), is logged and survived.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The listener was disposed.</exception>
    public async ValueTask<SocketConnection> AcceptAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Socket? accepted = null;
            try
            {
                accepted = await socket.AcceptAsync(cancellationToken).ConfigureAwait(false);
                var peer = PeerCredentials.Read(accepted);
                if (peer is not { IsTrusted: false })
                {
                    return new SocketConnection(accepted, peer);
                }

                accepted.Dispose();
                log.Refused(peer, "it runs as another user");
            }
            catch (SocketException exception)
            {
                accepted?.Dispose();
                ObjectDisposedException.ThrowIf(socket.SafeHandle.IsClosed, this);
                log.AcceptFailed(exception);

                // The peer stays in the queue: without a pause a lack of descriptors would make this loop spin.
                await Task.Delay(PauseAfterFailure, timeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Stops listening and removes the socket file.</summary>
    public void Dispose()
    {
        socket.Dispose();

        // .NET unlinks what it bound, but does not promise to.
        File.Delete(Endpoint.Path);
    }
}
