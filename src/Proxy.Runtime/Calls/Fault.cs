using System.Runtime.ExceptionServices;

namespace SharedObjects.Calls;

/// <summary>
/// A failure as it travels: type name, message, stack trace. The receiver rebuilds the types in <see cref="KnownExceptions"/> and wraps all others
/// in <see cref="RemoteException"/>; a type name never makes it load anything.
/// </summary>
internal sealed record Fault(string Type, string Message, string? StackTrace, string? Detail)
{
    public static Fault From(Exception exception)
    {
        if (exception is RemoteException remote)
        {
            return new Fault(remote.RemoteType, remote.Message, remote.RemoteStackTrace, null);
        }

        return new Fault(
            exception.GetType().FullName ?? exception.GetType().Name,
            KnownExceptions.MessageOf(exception),
            exception.StackTrace,
            KnownExceptions.DetailOf(exception));
    }

    /// <summary>The exception this fault stands for; its stack trace begins where it was thrown in the other process.</summary>
    public Exception ToException(CancellationToken cancellationToken)
    {
        var exception = KnownExceptions.Create(this, cancellationToken) ?? new RemoteException(Type, Message, StackTrace);
        return StackTrace is null || exception is RemoteException ? exception : ExceptionDispatchInfo.SetRemoteStackTrace(exception, StackTrace);
    }

    public void Throw(CancellationToken cancellationToken) => throw ToException(cancellationToken);
}
