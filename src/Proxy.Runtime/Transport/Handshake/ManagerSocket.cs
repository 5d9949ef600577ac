using SharedObjects.Transport.Endpoints;

namespace SharedObjects.Transport.Handshake;

/// <summary>A client's end of an authenticated connection. Disposing it closes the socket.</summary>
/// <param name="Connection">The socket, at the first byte after the handshake.</param>
/// <param name="Result">What the handshake settled.</param>
internal sealed record ManagerSocket(SocketConnection Connection, HandshakeResult Result) : IDisposable
{
    /// <summary>Closes the socket.</summary>
    public void Dispose() => Connection.Dispose();
}
