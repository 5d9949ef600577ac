namespace SharedObjects;

/// <summary>The object a reference names cannot be reached: it was disposed, it lives in a manager this process is not connected to, or it was never given to this session.</summary>
public sealed class ObjectNotFoundException : SharedObjectException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do about it.</param>
    public ObjectNotFoundException(string message)
        : base(message)
    {
    }
}
