namespace SharedObjects;

/// <summary>A referent, or a worker, failed with an exception whose type is not rebuilt here.</summary>
public sealed class RemoteException : SharedObjectException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="remoteType">The full name of the exception's type in the other process.</param>
    /// <param name="message">The exception's own message.</param>
    /// <param name="remoteStackTrace">The stack trace in the other process.</param>
    public RemoteException(string remoteType, string message, string? remoteStackTrace)
        : base(message)
    {
        RemoteType = remoteType;
        RemoteStackTrace = remoteStackTrace;
    }

    /// <summary>The full name of the exception's type in the other process.</summary>
    public string RemoteType { get; }

    /// <summary>The stack trace in the other process; <see langword="null"/> when it was not sent.</summary>
    public string? RemoteStackTrace { get; }

    /// <summary>The remote type, message and stack trace, followed by the local ones.</summary>
    public override string ToString() =>
        $"{nameof(RemoteException)}: {RemoteType}: {Message}{Environment.NewLine}{RemoteStackTrace}{Environment.NewLine}--- from the other process ---{Environment.NewLine}{StackTrace}";
}
