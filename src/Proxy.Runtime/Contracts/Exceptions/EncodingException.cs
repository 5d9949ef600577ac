namespace SharedObjects;

/// <summary>A value cannot be encoded or decoded. For an argument this is raised before anything is sent.</summary>
public sealed class EncodingException : SharedObjectException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which value of which member, and what to do about it.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public EncodingException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
