namespace SharedObjects.Transport.Handshake;

/// <summary>What a client knows after a handshake.</summary>
/// <param name="Version">The protocol version both sides speak from here on.</param>
/// <param name="Welcome">What the server's application sent; authenticated.</param>
internal sealed record HandshakeResult(ushort Version, ReadOnlyMemory<byte> Welcome);
