namespace SharedObjects.Transport.Handshake;

/// <summary>How long a handshake may take, and which protocol versions it may settle on. Not part of it: the key.</summary>
internal sealed record HandshakeOptions
{
    /// <summary>What holds unless something else is asked for.</summary>
    public static HandshakeOptions Default { get; } = new();

    /// <summary>The versions this side speaks.</summary>
    public ProtocolVersions Versions { get; init; } = ProtocolVersions.Current;

    /// <summary>How long the whole handshake may take, from the first byte to the last; a client's includes connecting. 10 seconds.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A manager's limit of handshakes under way at the same time. 64.</summary>
    public int MaxPending { get; init; } = 64;

    /// <summary>
    /// How long a handshake may be under way, when <see cref="MaxPending"/> is reached and a further peer waits, before the oldest is
    /// cut to make room. Peers in a crowd finish well within it, and peers that stall cannot keep others out. 250 milliseconds.
    /// </summary>
    public TimeSpan PatienceWhenCrowded { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Whether a client blocks its thread until it is let in: for a child that has nothing else to do. No.</summary>
    public bool Blocking { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
