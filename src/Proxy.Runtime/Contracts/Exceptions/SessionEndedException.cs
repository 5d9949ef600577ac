namespace SharedObjects;

/// <summary>
/// The session this call belongs to has ended, or must be taken for ended: this process was silent for longer than its time to live, and the
/// manager has given up what it held. The call was not executed, or what it took was taken back. Connect again.
/// </summary>
public sealed class SessionEndedException : SharedObjectException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do about it.</param>
    public SessionEndedException(string message)
        : base(message)
    {
    }
}
