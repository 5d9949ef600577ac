namespace SharedObjects.Calls.Encoding;

/// <summary>The types that MessagePack itself has a place for.</summary>
internal static class PrimitiveCodec
{
    public static bool IsPrimitive(Type type) =>
        type == typeof(bool) || type == typeof(byte) || type == typeof(sbyte) || type == typeof(short) || type == typeof(ushort)
        || type == typeof(int) || type == typeof(uint) || type == typeof(long) || type == typeof(ulong) || type == typeof(float)
        || type == typeof(double) || type == typeof(char) || type == typeof(string) || type == typeof(byte[]);
}
