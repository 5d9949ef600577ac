using System.Buffers;
using Nerdbank.MessagePack;

namespace SharedObjects.Calls.Encoding;

/// <summary>
/// An object, as a map by property name. Two builds may meet: a name that is not known is skipped, and what is missing keeps its default.
/// </summary>
/// <param name="takeApart">Gives the object's parts.</param>
/// <param name="putTogether">Makes the object again.</param>
/// <param name="properties">The parts.</param>
internal sealed class ObjectCodec<T, TParts>(Func<T, TParts> takeApart, Func<TParts, T> putTogether, PartCodec<TParts>[] properties) : Codec<T>
    where TParts : struct
{
    internal override void Write(ref MessagePackWriter writer, T value, Frame frame)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        var parts = takeApart(value);
        writer.WriteMapHeader(properties.Length);
        foreach (var property in properties)
        {
            writer.WriteString(property.Name);
            property.Write(ref writer, ref parts, frame);
        }
    }

    internal override T Read(ref MessagePackReader reader, Frame frame)
    {
        if (default(T) is null && reader.TryReadNil())
        {
            return default!;
        }

        var parts = default(TParts);
        var count = reader.ReadMapHeader();
        for (var i = 0; i < count; i++)
        {
            if (Find(reader.ReadStringSequence() ?? default, i) is { } property)
            {
                property.Read(ref reader, ref parts, frame);
            }
            else
            {
                reader.Skip(new SerializationContext());
            }
        }

        return putTogether(parts);
    }

    /// <summary>Of the same build, the names come in the order they are known in.</summary>
    private PartCodec<TParts>? Find(ReadOnlySequence<byte> name, int likely) =>
        likely < properties.Length && Has(properties[likely], name) ? properties[likely] : Array.Find(properties, property => Has(property, name));

    private static bool Has(PartCodec<TParts> property, ReadOnlySequence<byte> name) =>
        name.Length == property.Name.Length && (name.IsSingleSegment ? name.FirstSpan : name.ToArray()).SequenceEqual(property.Name);
}
