namespace SharedObjects.Objects.Holding;

/// <summary>How a session came to hold something no more.</summary>
internal enum HoldEnd
{
    /// <summary>It gave it back.</summary>
    Released,

    /// <summary>It never knew that it had it: the grant did not arrive.</summary>
    Undelivered,

    /// <summary>It lost it: the session ended, the object was given back, or the lease was collected.</summary>
    Lost,
}
