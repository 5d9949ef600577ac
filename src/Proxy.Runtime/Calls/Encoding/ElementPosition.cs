using System.Buffers;
using Nerdbank.MessagePack;

namespace SharedObjects.Calls.Encoding;

/// <summary>Reads the outside of an element: see <see cref="ElementCodec{T}"/>.</summary>
internal static class ElementPosition
{
    public static bool TryRead(ref MessagePackReader reader, Frame frame, out ReadOnlySequence<byte> bytes, out int first, out int count)
    {
        (bytes, first, count) = (default, 0, 0);
        if (reader.TryReadNil())
        {
            return false;
        }

        var hasReferences = reader.NextMessagePackType == MessagePackType.Array;
        if (hasReferences && reader.ReadArrayHeader() != 3)
        {
            throw new EncodingException("An element with references is an array of three.");
        }

        bytes = reader.ReadBytes() ?? throw new EncodingException("An element is a binary.");
        if (hasReferences)
        {
            first = reader.ReadInt32();
            count = reader.ReadInt32();
            if (first < 0 || count < 0 || first > frame.References.Count - count)
            {
                throw new EncodingException("An element refers to objects that its frame does not carry.");
            }

            frame.ReferencesRead = Math.Max(frame.ReferencesRead, first + count);
        }

        return true;
    }
}
