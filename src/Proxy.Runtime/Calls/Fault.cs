using System.Runtime.ExceptionServices;

namespace SharedObjects.Calls;

/// <summary>
/// A failure as it travels: type name, message, stack trace. The receiver rebuilds the types in <see cref="KnownExceptions"/> and wraps all others
/// in <see cref="RemoteException"/>; a type name never makes it load anything.
/// </summary>
internal sealed record Fault(string Type, string Message, string? StackTrace, string? Detail)
{
    private const int MostBytesPerCharacter = 3;

    public static Fault From(Exception exception)
    {
        if (exception is RemoteException remote)
        {
            return new Fault(remote.RemoteType, remote.Message, remote.RemoteStackTrace, null);
        }

        return new Fault(
            exception.GetType().FullName ?? exception.GetType().Name,
            KnownExceptions.MessageOf(exception),
            exception.InnerException is { } inner ? $"{exception.StackTrace}{Environment.NewLine} ---> {inner}" : exception.StackTrace,
            KnownExceptions.DetailOf(exception));
    }

    /// <summary>The same failure in few enough bytes to be sent: first the stack trace goes, then the end of what was said.</summary>
    public Fault Within(int bytes)
    {
        var characters = bytes / MostBytesPerCharacter;
        if (Type.Length + (long)Message.Length + (StackTrace?.Length ?? 0) + (Detail?.Length ?? 0) <= characters)
        {
            return this;
        }

        var detail = Detail?.Length <= characters / 4 ? Detail : null;
        var room = Math.Max(0, characters - Type.Length - (detail?.Length ?? 0));
        return this with { StackTrace = null, Detail = detail, Message = Message[..Math.Min(Message.Length, room)] };
    }

    /// <summary>The exception this fault stands for; its stack trace begins where it was thrown in the other process.</summary>
    public Exception ToException(CancellationToken cancellationToken)
    {
        var exception = KnownExceptions.Create(this, cancellationToken) ?? new RemoteException(Type, Message, StackTrace);
        return StackTrace is null || exception is RemoteException ? exception : ExceptionDispatchInfo.SetRemoteStackTrace(exception, StackTrace);
    }

    public void Throw(CancellationToken cancellationToken) => throw ToException(cancellationToken);
}
