using Nerdbank.MessagePack;

namespace SharedObjects.Calls.Encoding;

internal sealed class NullableCodec<T>(Codec<T> inner) : Codec<T?>
    where T : struct
{
    public NullableCodec()
        : this(ValueCodec<T>.Instance)
    {
    }

    internal override void Write(ref MessagePackWriter writer, T? value, Frame frame)
    {
        if (value is { } present)
        {
            inner.Write(ref writer, present, frame);
        }
        else
        {
            writer.WriteNil();
        }
    }

    internal override T? Read(ref MessagePackReader reader, Frame frame) => reader.TryReadNil() ? null : inner.Read(ref reader, frame);
}
