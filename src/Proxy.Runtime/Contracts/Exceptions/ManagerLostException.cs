namespace SharedObjects;

/// <summary>
/// The manager is gone: its process ended, it was stopped, or the connection to it was lost. All its objects are gone for this process; a new
/// manager has new objects.
/// </summary>
public sealed class ManagerLostException : SharedObjectException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="outcome">Whether the call may have been executed.</param>
    /// <param name="message">What happened and what to do about it.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public ManagerLostException(CallOutcome outcome, string message, Exception? innerException = null)
        : base(message, innerException) => Outcome = outcome;

    /// <summary><see cref="CallOutcome.Failed"/> when the call was never sent, otherwise <see cref="CallOutcome.Unknown"/>.</summary>
    public CallOutcome Outcome { get; }
}
