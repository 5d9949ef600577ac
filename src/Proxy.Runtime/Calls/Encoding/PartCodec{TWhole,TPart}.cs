using Nerdbank.MessagePack;

namespace SharedObjects.Calls.Encoding;

internal sealed class PartCodec<TWhole, TPart>(string name, Codec<TPart> codec, PartOf<TWhole, TPart> place) : PartCodec<TWhole>(name)
{
    internal override void Write(ref MessagePackWriter writer, ref TWhole whole, Frame frame) => codec.Write(ref writer, place(ref whole), frame);

    internal override void Read(ref MessagePackReader reader, ref TWhole whole, Frame frame) => place(ref whole) = codec.Read(ref reader, frame);
}
