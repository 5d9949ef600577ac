using Nerdbank.MessagePack;

namespace SharedObjects.Calls.Encoding;

internal sealed class KeyValuePairCodec<TKey, TValue>(Codec<TKey> key, Codec<TValue> value) : Codec<KeyValuePair<TKey, TValue>>
{
    internal override void Write(ref MessagePackWriter writer, KeyValuePair<TKey, TValue> pair, Frame frame)
    {
        writer.WriteArrayHeader(2);
        key.Write(ref writer, pair.Key, frame);
        value.Write(ref writer, pair.Value, frame);
    }

    internal override KeyValuePair<TKey, TValue> Read(ref MessagePackReader reader, Frame frame)
    {
        TupleCodec.ReadHeader(ref reader, 2);
        return new(key.Read(ref reader, frame), value.Read(ref reader, frame));
    }
}
