using System.Buffers;
using System.Buffers.Binary;

namespace SharedObjects.Hosting.Processes;

/// <summary>
/// Messages on a stream: length of the body (4 bytes, little-endian), kind, body. The child reads with the blocking form on a thread of
/// its own, the owner of many children with the asynchronous one.
/// </summary>
internal static class ControlFrame
{
    /// <summary>No body is larger; a longer length is a broken or foreign peer, not a message.</summary>
    public const int MaxBodyLength = 64 * 1024 * 1024;

    private const int HeaderLength = 5;

    /// <summary>Reads one message; null at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">The peer sent something that is no message, or a body above the bound.</exception>
    /// <exception cref="EndOfStreamException">The stream ended inside a message.</exception>
    public static ControlMessage? Read(Stream stream, int maxBodyLength = MaxBodyLength)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        var read = stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false);
        if (read == 0)
            return null;

        var (kind, body) = ParseHeader(header[..read], maxBodyLength);
        stream.ReadExactly(body);
        return new ControlMessage(kind, body);
    }

    /// <inheritdoc cref="Read"/>
    public static async ValueTask<ControlMessage?> ReadAsync(Stream stream, int maxBodyLength, CancellationToken cancellationToken)
    {
        var header = new byte[HeaderLength];
        var read = await stream.ReadAtLeastAsync(header, HeaderLength, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (read == 0)
            return null;

        var (kind, body) = ParseHeader(header.AsSpan(0, read), maxBodyLength);
        await stream.ReadExactlyAsync(body, cancellationToken).ConfigureAwait(false);
        return new ControlMessage(kind, body);
    }

    /// <summary>Writes one message in one write, so that a reader never waits for the rest of a small one.</summary>
    /// <exception cref="ArgumentException">The body is above the bound.</exception>
    public static void Write(Stream stream, ControlMessageKind kind, ReadOnlyMemory<byte> body)
    {
        var frame = Rent(kind, body.Span);
        try
        {
            stream.Write(frame, 0, HeaderLength + body.Length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(frame, clearArray: true);
        }
    }

    /// <inheritdoc cref="Write"/>
    public static async ValueTask WriteAsync(Stream stream, ControlMessageKind kind, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var frame = Rent(kind, body.Span);
        try
        {
            await stream.WriteAsync(frame.AsMemory(0, HeaderLength + body.Length), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // A start message holds the manager's key: it does not stay behind in a shared pool.
            ArrayPool<byte>.Shared.Return(frame, clearArray: true);
        }
    }

    private static byte[] Rent(ControlMessageKind kind, ReadOnlySpan<byte> body)
    {
        if (body.Length > MaxBodyLength)
            throw new ArgumentException($"A control message holds at most {MaxBodyLength} bytes; this one has {body.Length}. Put large data into a shared object.", nameof(body));

        var frame = ArrayPool<byte>.Shared.Rent(HeaderLength + body.Length);
        BinaryPrimitives.WriteInt32LittleEndian(frame, body.Length);
        frame[4] = (byte)kind;
        body.CopyTo(frame.AsSpan(HeaderLength));
        return frame;
    }

    private static (ControlMessageKind Kind, byte[] Body) ParseHeader(ReadOnlySpan<byte> header, int maxBodyLength)
    {
        if (header.Length < HeaderLength)
            throw new EndOfStreamException("The control channel ended inside a message.");

        var length = BinaryPrimitives.ReadInt32LittleEndian(header);
        var kind = (ControlMessageKind)header[4];
        if (length < 0 || length > maxBodyLength || kind is < ControlMessageKind.Hello or > ControlMessageKind.Exiting)
            throw new InvalidDataException($"The peer of the control channel sent kind {(byte)kind} with {length} bytes, which is no message.");

        return (kind, length == 0 ? [] : GC.AllocateUninitializedArray<byte>(length));
    }
}
