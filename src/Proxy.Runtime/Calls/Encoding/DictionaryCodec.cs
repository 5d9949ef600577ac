using Nerdbank.MessagePack;

namespace SharedObjects.Calls.Encoding;

/// <summary>A dictionary, as a map. Of two equal keys the later wins, as in an initializer.</summary>
internal sealed class DictionaryCodec<TDictionary, TKey, TValue>(Codec<TKey> key, Codec<TValue> value) : Codec<TDictionary>
    where TDictionary : class, IReadOnlyDictionary<TKey, TValue>
    where TKey : notnull
{
    internal override void Write(ref MessagePackWriter writer, TDictionary dictionary, Frame frame)
    {
        if (dictionary is null)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteMapHeader(dictionary.Count);
        foreach (var pair in dictionary)
        {
            key.Write(ref writer, pair.Key, frame);
            value.Write(ref writer, pair.Value, frame);
        }
    }

    internal override TDictionary Read(ref MessagePackReader reader, Frame frame)
    {
        if (reader.TryReadNil())
        {
            return null!;
        }

        var length = reader.ReadMapHeader();
        var dictionary = new Dictionary<TKey, TValue>();
        for (var i = 0; i < length; i++)
        {
            dictionary[key.Read(ref reader, frame)] = value.Read(ref reader, frame);
        }

        return (TDictionary)(object)dictionary;
    }
}
