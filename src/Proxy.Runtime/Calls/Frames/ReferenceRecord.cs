using System.Buffers;
using Nerdbank.MessagePack;

namespace SharedObjects.Calls.Frames;

/// <summary>References on the wire: an array each, home, id, contract, fingerprint, elements; what follows is skipped.</summary>
internal static class ReferenceRecord
{
    private const int Fields = 5;
    private const int GuidLength = 16;

    public static void Write(ref MessagePackWriter writer, List<ReferenceSlot> references)
    {
        writer.WriteArrayHeader(references.Count);
        foreach (var slot in references)
        {
            var reference = slot.Reference;
            writer.WriteArrayHeader(Fields);
            Write(ref writer, reference.Home);
            writer.Write(reference.Id);
            writer.Write(reference.Contract);
            writer.Write(reference.Fingerprint);
            writer.Write(reference.Elements);
        }
    }

    public static void Read(ref MessagePackReader reader, List<ReferenceSlot> references)
    {
        for (var count = reader.ReadArrayHeader(); count > 0; count--)
        {
            var fields = reader.ReadArrayHeader();
            var reference = new ObjectReference(
                ReadGuid(ref reader),
                reader.ReadInt64(),
                reader.ReadString() ?? "",
                reader.ReadUInt64(),
                reader.ReadString() ?? "");
            references.Add(new ReferenceSlot(reference, null));
            for (; fields > Fields; fields--)
            {
                reader.Skip(default);
            }
        }
    }

    public static void Write(ref MessagePackWriter writer, Guid value)
    {
        Span<byte> bytes = stackalloc byte[GuidLength];
        value.TryWriteBytes(bytes);
        writer.Write(bytes);
    }

    public static Guid ReadGuid(ref MessagePackReader reader)
    {
        var bytes = reader.ReadBytes() ?? ReadOnlySequence<byte>.Empty;
        if (bytes.Length != GuidLength)
        {
            throw new EncodingException($"An identifier has {GuidLength} bytes, not {bytes.Length}.");
        }

        Span<byte> copy = stackalloc byte[GuidLength];
        bytes.CopyTo(copy);
        return new Guid(copy);
    }
}
