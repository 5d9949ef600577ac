using System.Diagnostics.CodeAnalysis;
using SharedObjects.Calls.Streams;

namespace SharedObjects.Calls.Encoding;

/// <summary>Chooses the codec of a type, once per type.</summary>
internal static class ValueCodec<T>
{
    public static readonly Codec<T> Instance = Choose();

    private static Codec<T> Choose()
    {
        if (PrimitiveCodec<T>.IsPrimitive)
        {
            return new PrimitiveCodec<T>();
        }

        // What built-in kinds are created from, also where nothing can be composed at run time.
        if (typeof(T) == typeof((int, int, long)))
        {
            return (Codec<T>)(object)new TupleCodec<int, int, long>();
        }

        if (typeof(T) == typeof((int, int)))
        {
            return (Codec<T>)(object)new TupleCodec<int, int>();
        }

        if (typeof(T) == typeof(int?))
        {
            return (Codec<T>)(object)new NullableCodec<int>();
        }

        if (typeof(T) == typeof(Payload))
        {
            return (Codec<T>)(object)new PayloadCodec();
        }

        if (typeof(T) == typeof(Caller))
        {
            return (Codec<T>)(object)new CallerCodec();
        }

        if (typeof(T) == typeof(StreamBatch))
        {
            return (Codec<T>)(object)new StreamBatchCodec();
        }

        if (typeof(T) == typeof(ObjectHandle))
        {
            return (Codec<T>)(object)new HandleCodec();
        }

        if (typeof(T).IsInterface && typeof(T).IsDefined(typeof(ManagedAttribute), inherit: false))
        {
            return new ManagedCodec<T>();
        }

        return (DynamicCode.IsSupported ? ChooseStructural() : null) ?? new SerializerCodec<T>();
    }

    /// <summary>
    /// Small tuples of primitives are what the shortest programs share; composed here they spare such a program the loading of the serializer,
    /// most of a child's start. The serializer writes them the same way, so where code cannot be made at run time nothing changes.
    /// </summary>
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Only where dynamic code is supported.")]
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Only where dynamic code is supported.")]
    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "Only where dynamic code is supported.")]
    [UnconditionalSuppressMessage("Trimming", "IL2062", Justification = "Only where dynamic code is supported.")]
    private static Codec<T>? ChooseStructural()
    {
        if (!typeof(T).IsGenericType || !typeof(T).IsValueType)
        {
            return null;
        }

        var arguments = typeof(T).GetGenericArguments();
        if (!Array.TrueForAll(arguments, PrimitiveCodec.IsPrimitive))
        {
            return null;
        }

        var definition = typeof(T).GetGenericTypeDefinition();
        var codec =
            definition == typeof(Nullable<>) ? typeof(NullableCodec<>)
            : definition == typeof(ValueTuple<,>) ? typeof(TupleCodec<,>)
            : definition == typeof(ValueTuple<,,>) ? typeof(TupleCodec<,,>)
            : definition == typeof(ValueTuple<,,,>) ? typeof(TupleCodec<,,,>)
            : null;
        return (Codec<T>?)(codec is null ? null : Activator.CreateInstance(codec.MakeGenericType(arguments)));
    }
}
