namespace SharedObjects;

/// <summary>Why a connection to a manager was refused.</summary>
public enum ManagerRefusal
{
    /// <summary>Nothing answers at the endpoint, or it did not answer within the time allowed.</summary>
    Unreachable,

    /// <summary>The two sides do not hold the same key.</summary>
    WrongKey,

    /// <summary>The two sides have no protocol version in common.</summary>
    ProtocolVersion,

    /// <summary>What answers is not a manager: it does not speak the protocol.</summary>
    NotAManager,

    /// <summary>The process at the other end runs as another user, or the socket's directory is open to others.</summary>
    UnsafeEndpoint,

    /// <summary>The manager holds the same key, and declines this client all the same; its log says why.</summary>
    Declined,
}
