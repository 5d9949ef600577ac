namespace SharedObjects;

/// <summary>
/// A connection to a manager was refused before the first call: the key is wrong, the protocol versions do not meet,
/// or the program at the other end is not a manager of the same user. Nothing was executed.
/// </summary>
public sealed class ManagerRefusedException : SharedObjectException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="reason">Which check failed.</param>
    /// <param name="message">What happened and what to do about it.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public ManagerRefusedException(ManagerRefusal reason, string message, Exception? innerException = null)
        : base(message, innerException) => Reason = reason;

    /// <summary>Which check failed.</summary>
    public ManagerRefusal Reason { get; }
}
