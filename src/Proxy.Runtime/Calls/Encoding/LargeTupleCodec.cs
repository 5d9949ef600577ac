using Nerdbank.MessagePack;

namespace SharedObjects.Calls.Encoding;

/// <summary>A tuple of any size, as an array of its items.</summary>
internal sealed class LargeTupleCodec<TTuple>(PartCodec<TTuple>[] items) : Codec<TTuple>
    where TTuple : struct
{
    internal override void Write(ref MessagePackWriter writer, TTuple value, Frame frame)
    {
        writer.WriteArrayHeader(items.Length);
        foreach (var item in items)
        {
            item.Write(ref writer, ref value, frame);
        }
    }

    internal override TTuple Read(ref MessagePackReader reader, Frame frame)
    {
        TupleCodec.ReadHeader(ref reader, items.Length);
        var value = default(TTuple);
        foreach (var item in items)
        {
            item.Read(ref reader, ref value, frame);
        }

        return value;
    }
}
