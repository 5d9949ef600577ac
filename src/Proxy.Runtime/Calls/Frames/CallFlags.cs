namespace SharedObjects.Calls;

/// <summary>What the host needs to know of a call besides its member. Part of the wire format.</summary>
[Flags]
public enum CallFlags
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>The member declares a cancellation token.</summary>
    Cancellable = 1,
}
