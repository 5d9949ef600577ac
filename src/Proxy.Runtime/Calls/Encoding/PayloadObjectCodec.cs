using Nerdbank.MessagePack;

namespace SharedObjects.Calls.Encoding;

/// <summary>As <see cref="PayloadCodec"/>, for type parameters that must be classes.</summary>
internal sealed class PayloadObjectCodec : Codec<PayloadObject>
{
    private static readonly PayloadCodec Inner = new();

    internal override void Write(ref MessagePackWriter writer, PayloadObject value, Frame frame) =>
        Inner.Write(ref writer, value?.Value ?? default, frame);

    internal override PayloadObject Read(ref MessagePackReader reader, Frame frame) =>
        Inner.Read(ref reader, frame) is { Bytes: not null } payload ? new PayloadObject(payload) : null!;
}
