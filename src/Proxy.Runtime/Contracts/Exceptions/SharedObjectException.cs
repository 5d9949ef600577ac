namespace SharedObjects;

/// <summary>Base of every exception this library raises of its own accord; a referent's own exceptions are not wrapped in it unless their type is unknown here.</summary>
public abstract class SharedObjectException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do about it.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    protected SharedObjectException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
