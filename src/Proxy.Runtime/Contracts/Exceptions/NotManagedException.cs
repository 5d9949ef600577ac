namespace SharedObjects;

/// <summary>A type was used as a shared contract that is none here: it lacks <see cref="ManagedAttribute"/>, its assembly was built without the generator, or the manager has no factory for it.</summary>
public sealed class NotManagedException : SharedObjectException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which type, and what to do about it.</param>
    public NotManagedException(string message)
        : base(message)
    {
    }
}
