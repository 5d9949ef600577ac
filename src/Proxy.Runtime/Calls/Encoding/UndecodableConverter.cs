using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Nerdbank.MessagePack;
using PolyType;

namespace SharedObjects.Calls.Encoding;

/// <summary>Refuses a type of which no value could be made again: written as an empty map, it would be lost without a word.</summary>
[SuppressMessage("Usage", "NBMsgPack031", Justification = "What is not refused is nil.")]
internal sealed class UndecodableConverter<T> : MessagePackConverter<T>
{
    public override void Write(ref MessagePackWriter writer, in T? value, SerializationContext context)
    {
        if (value is not null)
        {
            throw Refusal();
        }

        writer.WriteNil();
    }

    public override T? Read(ref MessagePackReader reader, SerializationContext context) => reader.TryReadNil() ? default : throw Refusal();

    public override JsonObject? GetJsonSchema(JsonSchemaContext context, ITypeShape typeShape) => CreateUndocumentedSchema(typeof(UndecodableConverter<T>));

    private static EncodingException Refusal() => new(
        $"A {typeof(T)} cannot be made again on the other side: it has no public constructor to use, or is no concrete type. Share a record or a class with one, or name the derived types by [DerivedTypeShape].");
}
