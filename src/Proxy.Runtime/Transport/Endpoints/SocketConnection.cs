using System.Net.Sockets;

namespace SharedObjects.Transport.Endpoints;

/// <summary>A connected local socket and who is at its other end. Disposing it closes the socket.</summary>
internal sealed class SocketConnection : IDisposable
{
    /// <summary>Takes ownership of <paramref name="socket"/>.</summary>
    public SocketConnection(Socket socket, PeerCredentials? peer)
    {
        Socket = socket;
        Peer = peer;
        Stream = new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>The socket, for those who need more than a stream.</summary>
    public Socket Socket { get; }

    /// <summary>The socket as a stream. It belongs to this connection and is unbuffered.</summary>
    public NetworkStream Stream { get; }

    /// <summary>The process at the other end, checked to be of the same user or root; null where the system does not tell (Windows).</summary>
    public PeerCredentials? Peer { get; }

    /// <summary>Closes the socket.</summary>
    public void Dispose() => Stream.Dispose();
}
