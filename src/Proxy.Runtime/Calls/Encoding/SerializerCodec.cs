using Nerdbank.MessagePack;

namespace SharedObjects.Calls.Encoding;

/// <summary>Everything that is neither primitive nor structure spelt out by generated code: left to the serializer.</summary>
internal sealed class SerializerCodec<T> : Codec<T>
{
    internal override void Write(ref MessagePackWriter writer, T value, Frame frame) => frame.Serializer.Write(ref writer, value, frame);

    internal override T Read(ref MessagePackReader reader, Frame frame) => frame.Serializer.Read<T>(ref reader, frame);
}
