namespace SharedObjects.Transport.Handshake;

/// <summary>A side of the handshake. A proof made by one can never pass for a proof made by the other.</summary>
internal enum HandshakeRole
{
    /// <summary>The side that connects.</summary>
    Client,

    /// <summary>The side that accepts: the manager.</summary>
    Server,
}
