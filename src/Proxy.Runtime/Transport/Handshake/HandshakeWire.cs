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
    public async ValueTask WriteAsync(FrameKind kind, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var frame = Begin(kind, body.Span, trailingLength: 0);
        transcript.Append(frame);
        await SendAsync(frame, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a frame that ends in this side's authentication code of everything up to it; a proof is one without a payload.</summary>
    public async ValueTask WriteAuthenticatedAsync(
        FrameKind kind, ReadOnlyMemory<byte> payload, ManagerKey key, ushort version, CancellationToken cancellationToken)
    {
        var frame = Begin(kind, payload.Span, Transcript.CodeLength);
        transcript.Append(frame.AsSpan(..^Transcript.CodeLength));
        transcript.Authenticate(key, role, version, frame.AsSpan(^Transcript.CodeLength..));
        transcript.Append(frame.AsSpan(^Transcript.CodeLength..));
        await SendAsync(frame, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Receives a hello. It may be longer than this build knows: a later one may add to it.</summary>
    /// <returns>The body, at least <paramref name="minLength"/> bytes.</returns>
    /// <exception cref="HandshakeException">Something else came, or nothing.</exception>
    public async ValueTask<byte[]> ReadAsync(FrameKind kind, int minLength, CancellationToken cancellationToken)
    {
        var body = await ReceiveAsync(kind, minLength, MaxFrameLength - KindSize, cancellationToken).ConfigureAwait(false);
        transcript.Append(body);
        return body;
    }

    /// <summary>Receives a frame and checks its authentication code.</summary>
    /// <returns>The payload, at most <paramref name="maxPayloadLength"/> bytes; none of it has been looked at before the check.</returns>
    /// <exception cref="HandshakeException">The code does not match, something else came, or nothing.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAuthenticatedAsync(
        FrameKind kind, int maxPayloadLength, ManagerKey key, ushort version, CancellationToken cancellationToken)
    {
        var body = await ReceiveAsync(kind, Transcript.CodeLength, maxPayloadLength + Transcript.CodeLength, cancellationToken).ConfigureAwait(false);
        transcript.Append(body.AsSpan(..^Transcript.CodeLength));
        if (!transcript.IsAuthentic(body.AsSpan(^Transcript.CodeLength..), key, OtherRole, version))
        {
            throw new HandshakeException(HandshakeFailure.WrongKey, $"The {OtherName} does not hold the same key as this side.");
        }

        transcript.Append(body.AsSpan(^Transcript.CodeLength..));
        return body.AsMemory(..^Transcript.CodeLength);
    }

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

    // Appends everything but the body to the transcript: what of the body a code covers is the caller's to know.
    private async ValueTask<byte[]> ReceiveAsync(FrameKind kind, int minBody, int maxBody, CancellationToken cancellationToken)
    {
        if (!prefaceReceived)
        {
            await ReceivePrefaceAsync(cancellationToken).ConfigureAwait(false);
        }

        var header = new byte[LengthSize + KindSize];
        await FillAsync(header.AsMemory(..LengthSize), cancellationToken).ConfigureAwait(false);

        // The claim is checked before anything is allocated or awaited for it.
        var length = BinaryPrimitives.ReadInt32BigEndian(header);
        if (length < KindSize || length > Math.Max(MaxFrameLength, KindSize + maxBody))
        {
            throw NotUnderstood($"a frame claims {length} bytes");
        }

        await FillAsync(header.AsMemory(LengthSize..), cancellationToken).ConfigureAwait(false);
        var received = (FrameKind)header[LengthSize];
        var refused = received == FrameKind.Refusal && role == HandshakeRole.Client;
        if (received != kind && !refused)
        {
            throw NotUnderstood($"frame {(byte)received} came where {(byte)kind} belongs");
        }

        var bodyLength = length - KindSize;
        var (least, most) = refused ? (Refusal.Length, MaxFrameLength - KindSize) : (minBody, maxBody);
        if (bodyLength < least || bodyLength > most)
        {
            throw NotUnderstood($"frame {(byte)received} has {bodyLength} bytes");
        }

        var body = new byte[bodyLength];
        await FillAsync(body, cancellationToken).ConfigureAwait(false);
        if (refused)
        {
            throw Refusal.Read(body).ToException(versions);
        }

        transcript.Append(header);
        return body;
    }

    private async ValueTask ReceivePrefaceAsync(CancellationToken cancellationToken)
    {
        var preface = new byte[Preface.Length];
        for (var count = 0; count < preface.Length;)
        {
            count += await ReceiveSomeAsync(preface.AsMemory(count..), cancellationToken).ConfigureAwait(false);

            // Compared as it comes, so that a program that greets with two letters and waits is recognised by the first.
            if (!Preface.StartsWith(preface.AsSpan(..count)))
            {
                throw NotUnderstood("it begins otherwise");
            }
        }

        prefaceReceived = true;
        transcript.Append(preface);
    }

    private async ValueTask FillAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        while (destination.Length > 0)
        {
            destination = destination[await ReceiveSomeAsync(destination, cancellationToken).ConfigureAwait(false)..];
        }
    }

    private async ValueTask<int> ReceiveSomeAsync(Memory<byte> destination, CancellationToken cancellationToken)
    {
        try
        {
            var count = await stream.ReadAsync(destination, cancellationToken).ConfigureAwait(false);
            return count > 0 ? count : throw ConnectionLost(null);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            throw ConnectionLost(exception);
        }
    }
}
