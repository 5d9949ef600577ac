using Nerdbank.MessagePack;

namespace SharedObjects.Calls.Encoding;

/// <summary>Any sequence, as an array. Elements are read before anything of the claimed size is allocated.</summary>
internal sealed class ArrayCodec<TCollection, T>(Codec<T> element, Func<T[], TCollection> create) : Codec<TCollection>
    where TCollection : class, IEnumerable<T>
{
    /// <summary>How far a claimed length is believed at first.</summary>
    private const int TrustedLength = 1024;

    internal override void Write(ref MessagePackWriter writer, TCollection value, Frame frame)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        var items = value as IReadOnlyCollection<T> ?? [.. value];
        writer.WriteArrayHeader(items.Count);
        foreach (var item in items)
        {
            element.Write(ref writer, item, frame);
        }
    }

    internal override TCollection Read(ref MessagePackReader reader, Frame frame)
    {
        if (reader.TryReadNil())
        {
            return null!;
        }

        var length = reader.ReadArrayHeader();
        var items = new List<T>(Math.Min(length, TrustedLength));
        for (var i = 0; i < length; i++)
        {
            items.Add(element.Read(ref reader, frame));
        }

        return create([.. items]);
    }
}
