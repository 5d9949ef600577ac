using Nerdbank.MessagePack;

namespace SharedObjects.Calls.Encoding;

/// <summary>
/// A place of a type parameter. On the wire: nil for <c>default</c>, a binary that holds the encoded value, or, if the value refers to shared
/// objects, an array of that binary, the place of its first reference in the frame's table, and how many there are. So a host that has only
/// <see cref="Payload"/> there lifts it out without looking inside.
/// </summary>
internal sealed class ElementCodec<T> : Codec<T>
{
    public static readonly Codec<T> Instance =
        typeof(T) == typeof(Payload) ? (Codec<T>)(object)new PayloadCodec()
        : typeof(T) == typeof(PayloadObject) ? (Codec<T>)(object)new PayloadObjectCodec()
        : new ElementCodec<T>();

    /// <summary>A binary header of fixed width, so that it can be written before the length is known.</summary>
    private const int HeaderLength = 5;

    /// <summary>Encodes a value outside any call; it may not refer to shared objects.</summary>
    public static Payload Encode(T value, ValueSerializer serializer)
    {
        if (value is null or Payload { Bytes: null })
        {
            return default;
        }

        var frame = new ArgumentFrame { Serializer = serializer };
        frame.WriteValue(value, ValueCodec<T>.Instance);
        return frame.References.Count == 0
            ? new Payload(frame.Body.Written.ToArray(), null)
            : throw new EncodingException($"A {typeof(T)} that creates an object cannot refer to shared objects; pass them to a member of the object instead.");
    }

    /// <summary>Decodes what <see cref="Encode"/> encoded.</summary>
    public static T Decode(Payload payload, ValueSerializer serializer)
    {
        if (payload.Bytes is not { } bytes)
        {
            return default!;
        }

        var reader = new MessagePackReader(bytes);
        return ValueCodec<T>.Instance.Read(ref reader, new ArgumentFrame { Serializer = serializer });
    }

    internal override void Write(ref MessagePackWriter writer, T value, Frame frame)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        // Whether there will be references is known only afterwards; an array header fits in front of the binary in every case, and one that
        // turns out to be unneeded is never written, because the array form is chosen by moving the finished binary up by that one byte.
        writer.Flush();
        var start = frame.Body.Length;
        var first = frame.References.Count;
        frame.ElementStart = first;
        writer.Advance(writer.GetSpan(HeaderLength)[..HeaderLength].Length);
        ValueCodec<T>.Instance.Write(ref writer, value, frame);
        writer.Flush();
        var length = frame.Body.Length - start - HeaderLength;
        var count = frame.References.Count - first;
        if (count > 0)
        {
            writer.Advance(writer.GetSpan(1)[..1].Length);
            writer.Flush();
            var moved = frame.Body.At(start, HeaderLength + length + 1);
            moved[..^1].CopyTo(moved[1..]);
            moved[0] = 0x93;
            start++;
        }

        var header = frame.Body.At(start, HeaderLength);
        header[0] = MessagePackCode.Bin32;
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(header[1..], length);
        if (count > 0)
        {
            writer.Write(first);
            writer.Write(count);
        }

        frame.ElementStart = 0;
    }

    internal override T Read(ref MessagePackReader reader, Frame frame)
    {
        if (!ElementPosition.TryRead(ref reader, frame, out var bytes, out var first, out _))
        {
            return default!;
        }

        frame.ElementStart = first;
        var inner = new MessagePackReader(bytes);
        var value = ValueCodec<T>.Instance.Read(ref inner, frame);
        frame.ElementStart = 0;
        return value;
    }
}
