namespace SharedObjects;

/// <summary>
/// A manager or worker process could not be started, or ended before it was ready. The message holds the child's own error where it
/// left one, or names what this program lacks to start children at all.
/// </summary>
public sealed class ChildStartException : SharedObjectException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do about it.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public ChildStartException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The code the child ended with; null when it was never started or has not ended by itself.</summary>
    public int? ExitCode { get; init; }

    /// <summary>What the child wrote to its standard error before it ended (the last few kilobytes); null when it wrote nothing.</summary>
    public string? StandardError { get; init; }
}
