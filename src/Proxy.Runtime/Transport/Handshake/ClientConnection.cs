using SharedObjects.Transport.Endpoints;

namespace SharedObjects.Transport.Handshake;

/// <summary>A manager's end of an authenticated connection. Disposing it closes the socket.</summary>
/// <param name="Connection">The socket, at the first byte after the handshake.</param>
/// <param name="Client">Who is at the other end.</param>
internal sealed record ClientConnection(SocketConnection Connection, AcceptedClient Client) : IDisposable
{
    /// <summary>Closes the socket.</summary>
    public void Dispose() => Connection.Dispose();
}
