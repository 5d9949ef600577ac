namespace SharedObjects;

/// <summary>The session this call belongs to has ended; the manager executes nothing for it any more. The call was not executed.</summary>
public sealed class SessionEndedException : SharedObjectException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do about it.</param>
    public SessionEndedException(string message)
        : base(message)
    {
    }
}
