namespace SharedObjects.Transport.Handshake;

/// <summary>What a handshake frame is. The numbers are the wire's.</summary>
internal enum FrameKind : byte
{
    /// <summary>Client: the versions it speaks, and its nonce.</summary>
    ClientHello = 1,

    /// <summary>Server: the version it chose, and its nonce.</summary>
    ServerHello = 2,

    /// <summary>Client: proof that it holds the key.</summary>
    ClientProof = 3,

    /// <summary>Server: proof that it holds the key.</summary>
    ServerProof = 4,

    /// <summary>Client: who it is, authenticated.</summary>
    ClientIdentity = 5,

    /// <summary>Server: what the client needs to know, authenticated.</summary>
    ServerWelcome = 6,

    /// <summary>Server, instead of any of its frames: why it closes the connection.</summary>
    Refusal = 255,
}
