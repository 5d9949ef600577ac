using System.Buffers;
using Nerdbank.MessagePack;
using SharedObjects.Calls.Frames;

namespace SharedObjects.Calls.Encoding;

/// <summary>An element on the side that does not know its type: bytes and references are kept as they are.</summary>
internal sealed class PayloadCodec : Codec<Payload>
{
    internal override void Write(ref MessagePackWriter writer, Payload value, Frame frame)
    {
        if (value.Bytes is not { } bytes)
        {
            writer.WriteNil();
            return;
        }

        if (value.References is not { } references)
        {
            writer.Write(bytes);
            return;
        }

        var first = frame.References.Count;
        foreach (var reference in references)
        {
            var handle = (ObjectHandle)reference;
            frame.References.Add(new ReferenceSlot(handle.Reference, handle));
        }

        writer.WriteArrayHeader(3);
        writer.Write(bytes);
        writer.Write(first);
        writer.Write(references.Length);
    }

    internal override Payload Read(ref MessagePackReader reader, Frame frame)
    {
        if (!ElementPosition.TryRead(ref reader, frame, out var bytes, out var first, out var count))
        {
            return default;
        }

        object[]? references = null;
        if (count > 0)
        {
            references = new object[count];
            for (var i = 0; i < count; i++)
            {
                references[i] = frame.References[first + i].Handle!;
            }
        }

        return new Payload(bytes.ToArray(), references);
    }
}
