using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Nerdbank.MessagePack;
using PolyType;

namespace SharedObjects.Calls.Encoding;

/// <summary>Writes a managed interface inside another value, by its codec.</summary>
[SuppressMessage("Usage", "NBMsgPack031", Justification = "A managed codec writes one nil or one extension.")]
internal sealed class ManagedConverter<T> : MessagePackConverter<T>
{
    public override void Write(ref MessagePackWriter writer, in T? value, SerializationContext context) =>
        ValueCodec<T>.Instance.Write(ref writer, value!, ValueSerializer.Current);

    public override T? Read(ref MessagePackReader reader, SerializationContext context) =>
        ValueCodec<T>.Instance.Read(ref reader, ValueSerializer.Current);

    public override JsonObject? GetJsonSchema(JsonSchemaContext context, ITypeShape typeShape) => CreateUndocumentedSchema(typeof(ManagedConverter<T>));
}
