namespace SharedObjects.Hosting.Processes;

/// <summary>What a message on a control channel says. The values are the wire format.</summary>
internal enum ControlMessageKind : byte
{
    /// <summary>Child to owner, first of all: the token that tells which child this is.</summary>
    Hello = 1,

    /// <summary>Owner to child, once: see <see cref="ChildStart"/>.</summary>
    Start = 2,

    /// <summary>Child to owner, once: others may rely on it now. The body belongs to the role.</summary>
    Ready = 3,

    /// <summary>Either way: a message of the role to its owner or back. The body belongs to the role.</summary>
    Role = 4,

    /// <summary>Child to owner: see <see cref="ChildLogEntry"/>.</summary>
    Log = 5,

    /// <summary>Child to owner: see <see cref="ChildFailure"/>.</summary>
    Failed = 6,

    /// <summary>Child to owner, last of all: the exit code, so that a code above 128 can be told from a signal.</summary>
    Exiting = 7,
}
