namespace SharedObjects.Contracts.Numbers;

/// <summary>Which types can be computed with.</summary>
internal static class NumberKinds
{
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is none of them.</exception>
    public static NumberKind Of<T>() =>
        typeof(T) == typeof(sbyte) ? NumberKind.SByte
        : typeof(T) == typeof(byte) ? NumberKind.Byte
        : typeof(T) == typeof(short) ? NumberKind.Int16
        : typeof(T) == typeof(ushort) ? NumberKind.UInt16
        : typeof(T) == typeof(int) ? NumberKind.Int32
        : typeof(T) == typeof(uint) ? NumberKind.UInt32
        : typeof(T) == typeof(long) ? NumberKind.Int64
        : typeof(T) == typeof(ulong) ? NumberKind.UInt64
        : typeof(T) == typeof(float) ? NumberKind.Single
        : typeof(T) == typeof(double) ? NumberKind.Double
        : typeof(T) == typeof(decimal) ? NumberKind.Decimal
        : throw new NotSupportedException($"{typeof(T)} cannot be added to: only sbyte to ulong, float, double and decimal can. UpdateAsync computes with anything.");
}
