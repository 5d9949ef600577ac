namespace SharedObjects;

/// <summary>
/// A queue, stack or priority queue was shut down: nothing can be put into it any more, and nothing is left in it to take. Nothing was changed.
/// </summary>
public sealed class QueueShutDownException : SharedObjectException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was shut down.</param>
    public QueueShutDownException(string message)
        : base(message)
    {
    }
}
