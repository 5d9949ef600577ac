using System.Buffers.Binary;
using System.Security.Cryptography;
using SharedObjects.Transport.Endpoints;

namespace SharedObjects.Transport.Handshake;

/// <summary>The accepting side of the handshake.</summary>
internal static class ServerHandshake
{
    private const int ClientHelloLength = (2 * sizeof(ushort)) + ClientHandshake.NonceLength;

    private static readonly TimeSpan TimeToRefuse = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Conducts the handshake with a client. Until the client has proved the key, nothing is written but one hello or one refusal,
    /// both of fixed size. Afterwards the stream is at the first byte of what follows. On failure the client has been told as much
    /// as it may know, and the caller closes the stream.
    /// </summary>
    /// <param name="stream">A connected stream whose operations honour their cancellation token. Not disposed.</param>
    /// <param name="peer">Who is at its other end, where the system tells.</param>
    /// <param name="key">This manager's key.</param>
    /// <param name="welcome">Called once for a client that holds the key, before it is told so; what it returns, at most
    /// <see cref="HandshakeWire.MaxPayloadLength"/> bytes, is sent to the client. If it throws, the client is declined. The handshake can still
    /// fail after it, when the connection is lost.</param>
    /// <param name="options">Versions, deadline, clock.</param>
    /// <param name="cancellationToken">Gives up; the client is told to try again later.</param>
    /// <exception cref="HandshakeException">The handshake failed; its reason is for the log.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async ValueTask<AcceptedClient> PerformAsync(
        Stream stream,
        PeerCredentials? peer,
        ManagerKey key,
        Func<AcceptedClient, ReadOnlyMemory<byte>> welcome,
        HandshakeOptions options,
        CancellationToken cancellationToken)
    {
        var wire = new HandshakeWire(stream, HandshakeRole.Server, options.Versions);
        using var deadline = new HandshakeDeadline(options.Deadline, options.TimeProvider, cancellationToken);
        try
        {
            return await ConverseAsync(wire, peer, key, welcome, options.Versions, deadline.Token).ConfigureAwait(false);
        }
        catch (HandshakeException exception)
        {
            await RefuseAsync(wire, exception.Failure, options).ConfigureAwait(false);
            throw;
        }
        catch (OperationCanceledException exception) when (deadline.HasPassed)
        {
            await RefuseAsync(wire, HandshakeFailure.TooSlow, options).ConfigureAwait(false);
            throw new HandshakeException(
                HandshakeFailure.TooSlow, $"The client did not finish the handshake within {options.Deadline.TotalSeconds} s.", exception);
        }
        catch (OperationCanceledException)
        {
            await RefuseAsync(wire, HandshakeFailure.Busy, options).ConfigureAwait(false);
            throw;
        }
    }

    private static async ValueTask<AcceptedClient> ConverseAsync(
        HandshakeWire wire,
        PeerCredentials? peer,
        ManagerKey key,
        Func<AcceptedClient, ReadOnlyMemory<byte>> welcome,
        ProtocolVersions versions,
        CancellationToken cancellationToken)
    {
        var hello = await wire.ReadAsync(FrameKind.ClientHello, ClientHelloLength, cancellationToken).ConfigureAwait(false);
        var version = Choose(hello, versions);
        await wire.WriteAsync(FrameKind.ServerHello, Hello(version), cancellationToken).ConfigureAwait(false);

        await wire.ReadAuthenticatedAsync(FrameKind.ClientProof, 0, key, version, cancellationToken).ConfigureAwait(false);
        await wire.WriteAuthenticatedAsync(FrameKind.ServerProof, default, key, version, cancellationToken).ConfigureAwait(false);

        var identity = await wire.ReadAuthenticatedAsync(FrameKind.ClientIdentity, HandshakeWire.MaxPayloadLength, key, version, cancellationToken).ConfigureAwait(false);
        var client = new AcceptedClient(version, peer, identity);
        await wire.WriteAuthenticatedAsync(FrameKind.ServerWelcome, Welcome(welcome, client).Span, key, version, cancellationToken).ConfigureAwait(false);
        return client;
    }

    private static ushort Choose(ReadOnlySpan<byte> hello, ProtocolVersions versions)
    {
        var offered = new ProtocolVersions(
            BinaryPrimitives.ReadUInt16BigEndian(hello), BinaryPrimitives.ReadUInt16BigEndian(hello[sizeof(ushort)..]));
        return offered.IsValid
            ? versions.HighestCommon(offered) ?? throw Refusal.NoCommonVersion(versions, offered)
            : throw new HandshakeException(HandshakeFailure.NotUnderstood, $"The client offers protocol version {offered.Lowest} to {offered.Highest}, which is no range.");
    }

    private static byte[] Hello(ushort version)
    {
        var hello = new byte[sizeof(ushort) + ClientHandshake.NonceLength];
        BinaryPrimitives.WriteUInt16BigEndian(hello, version);
        RandomNumberGenerator.Fill(hello.AsSpan(sizeof(ushort)));
        return hello;
    }

    private static ReadOnlyMemory<byte> Welcome(Func<AcceptedClient, ReadOnlyMemory<byte>> welcome, AcceptedClient client)
    {
        try
        {
            var payload = welcome(client);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, HandshakeWire.MaxPayloadLength, nameof(welcome));
            return payload;
        }
        catch (Exception exception)
        {
            throw new HandshakeException(HandshakeFailure.Declined, "The client was declined: " + exception.Message, exception);
        }
    }

    // Not under the deadline, which may have passed; but a client that reads nothing must not hold the server up either.
    private static async ValueTask RefuseAsync(HandshakeWire wire, HandshakeFailure failure, HandshakeOptions options)
    {
        if (failure == HandshakeFailure.ConnectionLost)
        {
            return;
        }

        using var deadline = new HandshakeDeadline(TimeToRefuse, options.TimeProvider, CancellationToken.None);
        try
        {
            await wire.WriteAsync(FrameKind.Refusal, new Refusal(failure, options.Versions).ToBody(), deadline.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HandshakeException or OperationCanceledException)
        {
            // The refusal is a courtesy; the failure itself is what counts.
        }
    }
}
