using System.Buffers.Binary;

namespace SharedObjects.Transport.Handshake;

/// <summary>What a server says before it closes: why, and which versions it speaks. Always of the same size.</summary>
/// <param name="Failure">Why.</param>
/// <param name="Versions">The versions the server speaks.</param>
internal readonly record struct Refusal(HandshakeFailure Failure, ProtocolVersions Versions)
{
    /// <summary>The number of bytes of the body of its frame.</summary>
    public const int Length = 5;

    /// <summary>Reads the body of a frame, of which a later version may have made more than <see cref="Length"/> bytes.</summary>
    public static Refusal Read(ReadOnlySpan<byte> body) => new(
        (HandshakeFailure)body[0],
        new ProtocolVersions(BinaryPrimitives.ReadUInt16BigEndian(body[1..]), BinaryPrimitives.ReadUInt16BigEndian(body[3..])));

    /// <summary>The body of a frame.</summary>
    public byte[] ToBody()
    {
        var body = new byte[Length];
        body[0] = (byte)Failure;
        BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(1), Versions.Lowest);
        BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(3), Versions.Highest);
        return body;
    }

    /// <summary>The same, as the client it was sent to raises it.</summary>
    /// <param name="clientVersions">The versions the client speaks.</param>
    public HandshakeException ToException(ProtocolVersions clientVersions) => Failure switch
    {
        HandshakeFailure.NotUnderstood => new(Failure, "The manager did not understand this client."),
        HandshakeFailure.NoCommonVersion => NoCommonVersion(Versions, clientVersions),
        HandshakeFailure.WrongKey => new(Failure, "The manager does not hold the same key as this client."),
        HandshakeFailure.TooSlow => new(Failure, "The manager stopped waiting: this client did not finish the handshake in time."),
        HandshakeFailure.Busy => new(Failure, "The manager has too many connections under way."),
        _ => new(HandshakeFailure.Declined, $"The manager declined this client (code {(byte)Failure}); the manager's log says why."),
    };

    /// <summary>The two ranges do not meet.</summary>
    public static HandshakeException NoCommonVersion(ProtocolVersions server, ProtocolVersions client) => new(
        HandshakeFailure.NoCommonVersion,
        $"The manager speaks protocol version {server}, the client {client}: update the older of the two.");
}
