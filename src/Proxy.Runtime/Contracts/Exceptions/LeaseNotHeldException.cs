namespace SharedObjects;

/// <summary>
/// A lease was used that is not held any more, or not by this process: it was released, has expired, was given back with the session it belonged to, or
/// is another session's. Nothing was changed.
/// </summary>
public sealed class LeaseNotHeldException : SharedObjectException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which lease, and why it is not held.</param>
    public LeaseNotHeldException(string message)
        : base(message)
    {
    }
}
