using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace SharedObjects.Transport.JsonRpc;

/// <summary>Messages with a length of four bytes before them, refused by that length alone when they are too large.</summary>
/// <param name="pipe">The connection.</param>
/// <param name="formatter">Encodes and decodes.</param>
/// <param name="maximumLength">How long a message may be, in bytes.</param>
/// <param name="heard">Told when a message arrives, and when one begins to.</param>
internal sealed class FrameMessageHandler(IDuplexPipe pipe, FrameFormatter formatter, int maximumLength, Action? heard = null) : PipeMessageHandler(pipe, formatter)
{
    private const int HeaderLength = sizeof(int);

    protected override async ValueTask<JsonRpcMessage?> ReadCoreAsync(CancellationToken cancellationToken)
    {
        var read = await ReadAtLeastAsync(HeaderLength, allowEmpty: true, cancellationToken).ConfigureAwait(false);
        if (read.Buffer.IsEmpty)
        {
            return null;
        }

        heard?.Invoke();
        var length = ReadLength(read.Buffer);
        if (length <= 0 || length > maximumLength)
        {
            throw new EncodingException($"A frame claims {length} bytes; between 1 and {maximumLength} are allowed here.");
        }

        if (read.Buffer.Length < HeaderLength + length)
        {
            Reader!.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            read = await ReadAtLeastAsync(HeaderLength + length, allowEmpty: false, cancellationToken).ConfigureAwait(false);
            heard?.Invoke();
        }

        var frame = read.Buffer.Slice(HeaderLength, length);
        var message = Decode(frame);
        Reader!.AdvanceTo(frame.End);
        return message;
    }

    protected override void Write(JsonRpcMessage content, CancellationToken cancellationToken)
    {
        var (head, body) = formatter.Encode(content);
        BinaryPrimitives.WriteInt32BigEndian(Writer!.GetSpan(HeaderLength), head.Length + body.Length);
        Writer.Advance(HeaderLength);
        Writer.Write(head.Span);
        Writer.Write(body.Span);
    }

    private static int ReadLength(ReadOnlySequence<byte> buffer)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        buffer.Slice(0, HeaderLength).CopyTo(header);
        return BinaryPrimitives.ReadInt32BigEndian(header);
    }

    private JsonRpcMessage Decode(ReadOnlySequence<byte> frame)
    {
        try
        {
            return formatter.Deserialize(frame);
        }
        catch (Exception exception) when (exception is not EncodingException)
        {
            throw new EncodingException($"A frame of {frame.Length} bytes cannot be read: {exception.Message}", exception);
        }
    }
}
