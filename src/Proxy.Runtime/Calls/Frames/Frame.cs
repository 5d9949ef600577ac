using SharedObjects.Calls.Encoding;
using SharedObjects.Calls.Frames;

namespace SharedObjects.Calls;

/// <summary>
/// Encoded values and the objects they refer to: the body of a call, of a reply, of a worker's arguments. Pooled; whoever holds it disposes it
/// once and does not touch it afterwards.
/// </summary>
public abstract class Frame
{
    private protected Frame()
    {
    }

    internal FrameBuffer Body { get; } = new();

    /// <summary>How many bytes of <see cref="Body"/> have been read.</summary>
    internal int Consumed { get; set; }

    /// <summary>The objects the values refer to, by their place in this list.</summary>
    internal List<ReferenceSlot> References { get; } = [];

    /// <summary>Where the references of the element now being read or written begin; references are numbered from here.</summary>
    internal int ElementStart { get; set; }

    /// <summary>How many of <see cref="References"/> belong to values that were read, as far as those named them: they are in the order of the values.</summary>
    internal int ReferencesRead { get; set; }

    /// <summary>Encodes values that are not primitive.</summary>
    internal ValueSerializer Serializer { get; set; } = ValueSerializer.Default;

    /// <summary>Hosts a plain object that leaves its manager as a shared one; <see langword="null"/> where objects cannot be hosted.</summary>
    internal IObjectHost? Host { get; set; }

    /// <summary>Appends a value.</summary>
    internal void WriteValue<T>(T value, Codec<T> codec)
    {
        var writer = new Nerdbank.MessagePack.MessagePackWriter(Body);
        codec.Write(ref writer, value, this);
        writer.Flush();
    }

    /// <summary>Reads the next value.</summary>
    internal T ReadValue<T>(Codec<T> codec)
    {
        var reader = new Nerdbank.MessagePack.MessagePackReader(Body.Written[Consumed..]);
        var value = codec.Read(ref reader, this);
        Consumed += (int)reader.Consumed;
        return value;
    }

    private protected virtual void Reset()
    {
        Body.Clear();
        Consumed = 0;
        References.Clear();
        ElementStart = 0;
        ReferencesRead = 0;
        Host = null;
        Serializer = ValueSerializer.Default;
    }
}
