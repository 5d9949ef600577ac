namespace SharedObjects.Transport.Handshake;

/// <summary>A handshake failed. A server logs it; a client gets a <see cref="ManagerRefusedException"/> made from it.</summary>
internal sealed class HandshakeException(HandshakeFailure failure, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>What went wrong.</summary>
    public HandshakeFailure Failure { get; } = failure;

    /// <summary>The same as the user of a client sees it.</summary>
    public ManagerRefusedException ToRefusal() => new(
        Failure switch
        {
            HandshakeFailure.NotUnderstood => ManagerRefusal.NotAManager,
            HandshakeFailure.NoCommonVersion => ManagerRefusal.ProtocolVersion,
            HandshakeFailure.WrongKey => ManagerRefusal.WrongKey,
            HandshakeFailure.Declined => ManagerRefusal.Declined,
            _ => ManagerRefusal.Unreachable,
        },
        Message,
        InnerException);
}
