using SharedObjects.Transport.Endpoints;

namespace SharedObjects.Transport.Handshake;

/// <summary>A client that has proved that it holds the key.</summary>
/// <param name="Version">The protocol version both sides speak from here on.</param>
/// <param name="Peer">The client's process and user according to the kernel; null where it does not tell.</param>
/// <param name="Identity">What the client's application says about itself; authenticated, and for the server's application to read.</param>
internal sealed record AcceptedClient(ushort Version, PeerCredentials? Peer, ReadOnlyMemory<byte> Identity);
