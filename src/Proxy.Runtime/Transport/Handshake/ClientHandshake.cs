using System.Buffers.Binary;
using System.Security.Cryptography;
using SharedObjects.Transport.Endpoints;

namespace SharedObjects.Transport.Handshake;

/// <summary>The connecting side of the handshake.</summary>
internal static class ClientHandshake
{
    /// <summary>The number of random bytes each side contributes.</summary>
    public const int NonceLength = 32;

    /// <summary>
    /// Agrees with the server on a version, proves to it that this side holds the key, has it prove the same, and exchanges identity
    /// and welcome. Afterwards the stream is at the first byte of what follows. On failure the caller closes it.
    /// </summary>
    /// <param name="stream">A connected stream whose operations honour their cancellation token. Not disposed.</param>
    /// <param name="key">The server's key.</param>
    /// <param name="identity">At most <see cref="HandshakeWire.MaxPayloadLength"/> bytes for the server's application; sent only to a server that holds the key, in clear.</param>
    /// <param name="options">Versions, deadline, clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ManagerRefusedException">The handshake failed; its reason says why.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async ValueTask<HandshakeResult> PerformAsync(
        Stream stream, ManagerKey key, ReadOnlyMemory<byte> identity, HandshakeOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await AttemptAsync(stream, key, identity, options, cancellationToken).ConfigureAwait(false);
        }
        catch (HandshakeException exception)
        {
            throw exception.ToRefusal();
        }
    }

    /// <summary>The same, but a failure keeps the detail that tells whether to try again.</summary>
    /// <inheritdoc cref="PerformAsync"/>
    /// <exception cref="HandshakeException">The handshake failed.</exception>
    internal static async ValueTask<HandshakeResult> AttemptAsync(
        Stream stream, ManagerKey key, ReadOnlyMemory<byte> identity, HandshakeOptions options, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(identity.Length, HandshakeWire.MaxPayloadLength);
        using var deadline = new HandshakeDeadline(options.Deadline, options.TimeProvider, cancellationToken);
        try
        {
            return await ConverseAsync(stream, key, identity, options.Versions, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (deadline.HasPassed)
        {
            throw new HandshakeException(
                HandshakeFailure.TooSlow, $"The manager did not finish the handshake within {options.Deadline.TotalSeconds} s.", exception);
        }
    }

    private static async ValueTask<HandshakeResult> ConverseAsync(
        Stream stream, ManagerKey key, ReadOnlyMemory<byte> identity, ProtocolVersions versions, CancellationToken cancellationToken)
    {
        var wire = new HandshakeWire(stream, HandshakeRole.Client, versions);
        await wire.WriteAsync(FrameKind.ClientHello, Hello(versions), cancellationToken).ConfigureAwait(false);

        var answer = await wire.ReadAsync(FrameKind.ServerHello, sizeof(ushort) + NonceLength, cancellationToken).ConfigureAwait(false);
        var version = BinaryPrimitives.ReadUInt16BigEndian(answer);
        if (!versions.Contains(version))
        {
            throw new HandshakeException(
                HandshakeFailure.NotUnderstood, $"The server chose protocol version {version}, which this side did not offer ({versions}).");
        }

        // The client proves first: the server answers nobody who does not hold the key.
        await wire.WriteAuthenticatedAsync(FrameKind.ClientProof, default, key, version, cancellationToken).ConfigureAwait(false);
        await wire.ReadAuthenticatedAsync(FrameKind.ServerProof, 0, key, version, cancellationToken).ConfigureAwait(false);

        await wire.WriteAuthenticatedAsync(FrameKind.ClientIdentity, identity.Span, key, version, cancellationToken).ConfigureAwait(false);
        var welcome = await wire.ReadAuthenticatedAsync(FrameKind.ServerWelcome, HandshakeWire.MaxPayloadLength, key, version, cancellationToken).ConfigureAwait(false);
        return new HandshakeResult(version, welcome);
    }

    private static byte[] Hello(ProtocolVersions versions)
    {
        var hello = new byte[(2 * sizeof(ushort)) + NonceLength];
        BinaryPrimitives.WriteUInt16BigEndian(hello, versions.Lowest);
        BinaryPrimitives.WriteUInt16BigEndian(hello.AsSpan(sizeof(ushort)), versions.Highest);
        RandomNumberGenerator.Fill(hello.AsSpan(2 * sizeof(ushort)));
        return hello;
    }
}
