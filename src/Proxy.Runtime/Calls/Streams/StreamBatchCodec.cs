using Nerdbank.MessagePack;
using SharedObjects.Calls.Encoding;

namespace SharedObjects.Calls.Streams;

internal sealed class StreamBatchCodec : Codec<StreamBatch>
{
    private const int Fields = 2;

    /// <summary>How a stream begins: what it had at once, and where to ask for the rest.</summary>
    public static Codec<(StreamBatch First, IStreamCursor? Cursor)> Opening { get; } = Codec.Tuple(Codec.Value<StreamBatch>(), Codec.Value<IStreamCursor?>());

    internal override void Write(ref MessagePackWriter writer, StreamBatch value, Frame frame)
    {
        writer.WriteArrayHeader(Fields);
        ValueCodec<Payload>.Instance.Write(ref writer, value.Items, frame);
        writer.Write(value.HasMore);
    }

    internal override StreamBatch Read(ref MessagePackReader reader, Frame frame)
    {
        TupleCodec.ReadHeader(ref reader, Fields);
        return new(ValueCodec<Payload>.Instance.Read(ref reader, frame), reader.ReadBoolean(), frame.Serializer);
    }
}
