using Nerdbank.MessagePack;
using SharedObjects.Calls.Frames;

namespace SharedObjects.Calls.Encoding;

/// <summary>A reference to a shared object: nil, or an extension that holds its place in the frame's table, counted from the element it stands in.</summary>
internal sealed class HandleCodec : Codec<ObjectHandle?>
{
    private const sbyte ExtensionCode = (sbyte)'R';

    internal static void WriteHandle(ref MessagePackWriter writer, ObjectHandle handle, Frame frame)
    {
        var place = frame.References.Count - frame.ElementStart;
        frame.References.Add(new ReferenceSlot(handle.Reference, handle));
        writer.Write(new ExtensionHeader(ExtensionCode, sizeof(int)));
        var span = writer.GetSpan(sizeof(int));
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(span, place);
        writer.Advance(sizeof(int));
    }

    internal static ObjectHandle ReadHandle(ref MessagePackReader reader, Frame frame)
    {
        var extension = reader.ReadExtension();
        if (extension.Header.TypeCode != ExtensionCode || extension.Header.Length != sizeof(int))
        {
            throw new EncodingException("A reference to a shared object was expected.");
        }

        Span<byte> bytes = stackalloc byte[sizeof(int)];
        System.Buffers.BuffersExtensions.CopyTo(extension.Data, bytes);
        var place = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes) + frame.ElementStart;
        if ((uint)place >= (uint)frame.References.Count || frame.References[place].Handle is not { } handle)
        {
            throw new EncodingException("A reference names an object that its frame does not carry.");
        }

        frame.ReferencesRead = Math.Max(frame.ReferencesRead, place + 1);
        return handle;
    }

    internal override void Write(ref MessagePackWriter writer, ObjectHandle? value, Frame frame)
    {
        if (value is null)
        {
            writer.WriteNil();
        }
        else
        {
            WriteHandle(ref writer, value, frame);
        }
    }

    internal override ObjectHandle? Read(ref MessagePackReader reader, Frame frame) =>
        reader.TryReadNil() ? null : ReadHandle(ref reader, frame);
}
