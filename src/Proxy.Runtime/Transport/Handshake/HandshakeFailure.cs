namespace SharedObjects.Transport.Handshake;

/// <summary>Why a handshake failed. The values below 100 go over the wire in a refusal and keep their numbers for ever.</summary>
internal enum HandshakeFailure : byte
{
    /// <summary>What arrived is not this protocol.</summary>
    NotUnderstood = 1,

    /// <summary>No protocol version is spoken by both sides.</summary>
    NoCommonVersion = 2,

    /// <summary>A proof does not match: the two sides do not hold the same key, or somebody between them changed a byte.</summary>
    WrongKey = 3,

    /// <summary>The handshake was not finished in time.</summary>
    TooSlow = 4,

    /// <summary>The manager has too many handshakes under way. Trying again a little later is right.</summary>
    Busy = 5,

    /// <summary>The client holds the key, and the manager does not take it all the same.</summary>
    Declined = 6,

    /// <summary>The connection ended before the handshake did. Never sent.</summary>
    ConnectionLost = 100,
}
