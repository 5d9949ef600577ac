using System.Buffers.Binary;
using SharedObjects.Transport.Endpoints;

namespace SharedObjects.Transport.Handshake;

/// <summary>
/// Reads and writes the frames of one side's handshake, and keeps the transcript. It reads no byte beyond a frame, so that what
/// follows the handshake stays in the stream. Layout and reasons: docs/protocol.md.
/// </summary>
internal sealed class HandshakeWire(Stream stream, HandshakeRole role, ProtocolVersions versions)
{
    /// <summary>The most a frame's length may claim before both sides have proved the key.</summary>
    public const int MaxFrameLength = 256;

    /// <summary>The longest identity or welcome.</summary>
    public const int MaxPayloadLength = 4096;

    private const int LengthSize = sizeof(int);
    private const int KindSize = sizeof(byte);

    private readonly Transcript transcript = new();
    private bool prefaceSent;
    private bool prefaceReceived;

    private HandshakeRole OtherRole => role == HandshakeRole.Client ? HandshakeRole.Server : HandshakeRole.Client;

    private string OtherName => role == HandshakeRole.Client ? "server" : "client";

    // The empty line at the end makes a server of a line-based protocol (HTTP, SMTP, Redis) answer at once, and so give itself away.
    private static ReadOnlySpan<byte> Preface => "SOBJ\r\n\r\n"u8;

    /// <summary>Sends a frame that carries no proof: a hello or a refusal.</summary>
    public ValueTask WriteAsync(FrameKind kind, ReadOnlySpan<byte> body, CancellationToken cancellationToken)
    {
        var frame = Begin(kind, body, trailingLength: 0);
        transcript.Append(frame);
        return SendAsync(frame, cancellationToken);
    }

    /// <summary>Sends a frame that ends in this side's authentication code of everything up to it; a proof is one without a payload.</summary>
    public ValueTask WriteAuthenticatedAsync(
        FrameKind kind, ReadOnlySpan<byte> payload, ManagerKey key, ushort version, CancellationToken cancellationToken)
    {
        var frame = Begin(kind, payload, Transcript.CodeLength);
        var code = frame.AsSpan(frame.Length - Transcript.CodeLength);
        transcript.Append(frame.AsSpan(0, frame.Length - Transcript.CodeLength));
        transcript.Authenticate(key, role, version, code);
        transcript.Append(code);
        return SendAsync(frame, cancellationToken);
    }

    /// <summary>Receives a hello. It may be longer than this build knows: a later one may add to it.</summary>
    /// <returns>The body, at least <paramref name="minLength"/> bytes.</returns>
    /// <exception cref="HandshakeException">Something else came, or nothing.</exception>
    public ValueTask<byte[]> ReadAsync(FrameKind kind, int minLength, CancellationToken cancellationToken) =>
        ReceiveAsync(kind, minLength, MaxFrameLength - KindSize, null, 0, cancellationToken);

    /// <summary>Receives a frame and checks its authentication code.</summary>
    /// <returns>The payload, at most <paramref name="maxPayloadLength"/> bytes; none of it has been looked at before the check.</returns>
    /// <exception cref="HandshakeException">The code does not match, something else came, or nothing.</exception>
    public ValueTask<byte[]> ReadAuthenticatedAsync(
        FrameKind kind, int maxPayloadLength, ManagerKey key, ushort version, CancellationToken cancellationToken) =>
        ReceiveAsync(kind, Transcript.CodeLength, maxPayloadLength + Transcript.CodeLength, key, version, cancellationToken);

    private static HandshakeException ConnectionLost(Exception? cause) =>
        new(HandshakeFailure.ConnectionLost, "The other side closed the connection during the handshake.", cause);

    private HandshakeException NotUnderstood(string detail) =>
        new(HandshakeFailure.NotUnderstood, $"The {OtherName} does not speak the protocol of this library: {detail}.");

    private byte[] Begin(FrameKind kind, ReadOnlySpan<byte> body, int trailingLength)
    {
        var preface = prefaceSent ? [] : Preface;
        prefaceSent = true;
        var frame = new byte[preface.Length + LengthSize + KindSize + body.Length + trailingLength];
        preface.CopyTo(frame);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(preface.Length), KindSize + body.Length + trailingLength);
        frame[preface.Length + LengthSize] = (byte)kind;
        body.CopyTo(frame.AsSpan(preface.Length + LengthSize + KindSize));
        return frame;
    }

    private async ValueTask SendAsync(byte[] frame, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(frame, cancellationToken).ConfigureAwait(false);
            await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // A server that refuses closes at once, perhaps before this frame. Its reason is still there for the client to read.
            if (role == HandshakeRole.Server)
            {
                throw ConnectionLost(exception);
            }
        }
    }

    // One state machine for all that is read, without helpers that await: every further one costs a starting child a millisecond.
    private async ValueTask<byte[]> ReceiveAsync(
        FrameKind kind, int minBody, int maxBody, ManagerKey? key, ushort version, CancellationToken cancellationToken)
    {
        var header = new byte[LengthSize + KindSize];
        byte[] body;
        try
        {
            if (!prefaceReceived)
            {
                var preface = new byte[Preface.Length];
                for (var count = 0; count < preface.Length;)
                {
                    var read = await stream.ReadAsync(preface.AsMemory(count), cancellationToken).ConfigureAwait(false);
                    count = read > 0 ? count + read : throw ConnectionLost(null);

                    // Compared as it comes, so that a program that greets with two letters and waits is recognised by the first.
                    if (!Preface.StartsWith(preface.AsSpan(0, count)))
                    {
                        throw NotUnderstood("it begins otherwise");
                    }
                }

                prefaceReceived = true;
                transcript.Append(preface);
            }

            // The claim is checked before anything is allocated or awaited for it.
            await stream.ReadExactlyAsync(header.AsMemory(0, LengthSize), cancellationToken).ConfigureAwait(false);
            CheckLength(BinaryPrimitives.ReadInt32BigEndian(header), maxBody);
            await stream.ReadExactlyAsync(header.AsMemory(LengthSize), cancellationToken).ConfigureAwait(false);

            body = new byte[CheckHeader(header, kind, minBody, maxBody)];
            await stream.ReadExactlyAsync(body, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            throw ConnectionLost(exception);
        }

        return Accept(header, body, key, version);
    }

    private void CheckLength(int length, int maxBody)
    {
        if (length < KindSize || length > Math.Max(MaxFrameLength, KindSize + maxBody))
        {
            throw NotUnderstood($"a frame claims {length} bytes");
        }
    }

    private int CheckHeader(ReadOnlySpan<byte> header, FrameKind expected, int minBody, int maxBody)
    {
        var kind = (FrameKind)header[LengthSize];
        var refused = IsRefusal(header);
        if (kind != expected && !refused)
        {
            throw NotUnderstood($"frame {(byte)kind} came where {(byte)expected} belongs");
        }

        var length = BinaryPrimitives.ReadInt32BigEndian(header) - KindSize;
        var (least, most) = refused ? (Refusal.Length, MaxFrameLength - KindSize) : (minBody, maxBody);
        return length >= least && length <= most ? length : throw NotUnderstood($"frame {(byte)kind} has {length} bytes");
    }

    private byte[] Accept(ReadOnlySpan<byte> header, byte[] body, ManagerKey? key, ushort version)
    {
        if (IsRefusal(header))
        {
            throw Refusal.Read(body).ToException(versions);
        }

        transcript.Append(header);
        if (key is null)
        {
            transcript.Append(body);
            return body;
        }

        var payload = body.AsSpan(0, body.Length - Transcript.CodeLength);
        var code = body.AsSpan(payload.Length);
        transcript.Append(payload);
        if (!transcript.IsAuthentic(code, key, OtherRole, version))
        {
            throw new HandshakeException(HandshakeFailure.WrongKey, $"The {OtherName} does not hold the same key as this side.");
        }

        transcript.Append(code);
        return payload.ToArray();
    }

    private bool IsRefusal(ReadOnlySpan<byte> header) => role == HandshakeRole.Client && header[LengthSize] == (byte)FrameKind.Refusal;
}
