using Nerdbank.MessagePack;
using PolyType;
using PolyType.Abstractions;

namespace SharedObjects.Calls.Encoding;

/// <summary>Finds the types that could be encoded but never decoded: <see cref="object"/>, interfaces, abstract classes, classes without a constructor to use.</summary>
internal sealed class UndecodableConverterFactory : IMessagePackConverterFactory, ITypeShapeFunc
{
    public MessagePackConverter? CreateConverter(Type type, ITypeShape? shape, in ConverterContext context) =>
        !type.IsValueType && !HasConverter(type) && shape is IObjectTypeShape { Constructor: null } ? this.Invoke(shape) : null;

    object? ITypeShapeFunc.Invoke<T>(ITypeShape<T> shape, object? state) => new UndecodableConverter<T>();

    /// <summary>The classes the serializer itself writes as one value.</summary>
    private static bool HasConverter(Type type) =>
        type == typeof(string) || type == typeof(Uri) || type == typeof(Version) || typeof(System.Text.Encoding).IsAssignableFrom(type);
}
