using Nerdbank.MessagePack;
using PolyType;
using PolyType.Abstractions;

namespace SharedObjects.Calls.Encoding;

/// <summary>Lets proxies travel inside users' own types: a property whose type is a managed interface is written as a reference.</summary>
internal sealed class ManagedConverterFactory : IMessagePackConverterFactory, ITypeShapeFunc
{
    public MessagePackConverter? CreateConverter(Type type, ITypeShape? shape, in ConverterContext context) =>
        type.IsInterface && shape is not null && type.IsDefined(typeof(ManagedAttribute), inherit: false) ? this.Invoke(shape) : null;

    object? ITypeShapeFunc.Invoke<T>(ITypeShape<T> shape, object? state) => new ManagedConverter<T>();
}
