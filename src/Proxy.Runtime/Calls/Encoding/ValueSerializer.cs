using Nerdbank.MessagePack;
using PolyType;

namespace SharedObjects.Calls.Encoding;

/// <summary>
/// Encodes users' types: MessagePack, objects as maps by property name, a closed set of types, no type names. Shapes come by reflection where
/// code can be made at run time, else from the provider the program supplies.
/// </summary>
internal sealed class ValueSerializer(ITypeShapeProvider? shapes)
{
    [ThreadStatic]
    private static Frame? current;

    // Made when first used: a program that shares only primitives never loads it, which is most of such a program's start.
    private MessagePackSerializer? serializer;

    public static ValueSerializer Default { get; } = new(null);

    /// <summary>The frame that the value now being written or read on this thread belongs to; converters have no other way to it.</summary>
    public static Frame Current => current ?? throw new InvalidOperationException("No value is being encoded on this thread.");

    // A DateTime keeps its kind: what is local or says nothing would else be refused, or come back as another value.
    private MessagePackSerializer Serializer => serializer ??=
        new MessagePackSerializer { ConverterFactories = [new ManagedConverterFactory(), new UndecodableConverterFactory()] }.WithHiFiDateTime();

    public void Write<T>(ref MessagePackWriter writer, T value, Frame frame)
    {
        var outer = current;
        current = frame;
        try
        {
            Serializer.Serialize(ref writer, value, ShapeOf<T>());
        }
        finally
        {
            current = outer;
        }
    }

    public T Read<T>(ref MessagePackReader reader, Frame frame)
    {
        var outer = current;
        current = frame;
        try
        {
            return Serializer.Deserialize(ref reader, ShapeOf<T>())!;
        }
        finally
        {
            current = outer;
        }
    }

    private static ITypeShape<T> ShapeFrom<T>(ITypeShapeProvider shapes) =>
        shapes.GetTypeShape(typeof(T)) as ITypeShape<T>
        ?? throw new EncodingException($"The type shape provider of this program has no shape for {typeof(T)}. Add it to the provider's [GenerateShapeFor].");

    private ITypeShape<T> ShapeOf<T>() => shapes is null ? Reflected<T>.Shape ??= ShapeFrom<T>(ReflectedShapes.Provider) : ShapeFrom<T>(shapes);

    private static class Reflected<T>
    {
        public static ITypeShape<T>? Shape;
    }
}
