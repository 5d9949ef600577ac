using System.Net.Sockets;

namespace SharedObjects.Transport.Endpoints;

/// <summary>Opens a connection to a listening Unix domain socket, after checking that nobody else can have put it there.</summary>
internal static class UnixSocketConnector
{
    /// <summary>Checks the socket's directory, connects, and checks the user of the process that listens. Sends nothing.</summary>
    /// <exception cref="ManagerRefusedException">Nothing listens there (<see cref="ManagerRefusal.Unreachable"/>), or what does cannot be
    /// trusted (<see cref="ManagerRefusal.UnsafeEndpoint"/>).</exception>
    /// <exception cref="ListenerBusyException">The listener's queue is full; a later attempt can succeed.</exception>
    public static async ValueTask<SocketConnection> ConnectAsync(UnixSocketEndpoint endpoint, CancellationToken cancellationToken)
    {
        if (!UnixSocketEndpoint.Fits(endpoint.Path))
        {
            throw new ManagerRefusedException(ManagerRefusal.Unreachable, $"'{endpoint.Path}' is too long for the path of a socket.");
        }

        PrivateDirectory.Verify(Path.GetDirectoryName(endpoint.Path)!);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(endpoint.Path), cancellationToken).ConfigureAwait(false);
            var peer = PeerCredentials.Read(socket);
            return peer is not { IsTrusted: false }
                ? new SocketConnection(socket, peer)
                : throw new ManagerRefusedException(
                    ManagerRefusal.UnsafeEndpoint,
                    $"The process {peer.Value.ProcessId} that listens at {endpoint} runs as user {peer.Value.UserId}, not as this one.");
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw exception.SocketErrorCode switch
            {
                // A local socket whose queue is full does not make its callers wait: Linux says EAGAIN.
                SocketError.WouldBlock or SocketError.TryAgain => new ListenerBusyException(endpoint, exception),
                SocketError.AccessDenied => new ManagerRefusedException(ManagerRefusal.UnsafeEndpoint, $"This user may not connect to {endpoint}.", exception),
                _ => new ManagerRefusedException(ManagerRefusal.Unreachable, $"Nothing listens at {endpoint}: {exception.Message}.", exception),
            };
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
