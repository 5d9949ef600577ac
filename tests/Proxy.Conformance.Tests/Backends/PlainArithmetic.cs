using SharedObjects.Contracts.Numbers;

namespace SharedObjects.Conformance.Tests.Backends;

/// <summary>Computes with numbers as they are, for referents that are used without a manager.</summary>
internal sealed class PlainArithmetic<T> : Arithmetic<T>
{
    public override T Add(T value, T amount, NumberKind kind) => kind != NumberKinds.Of<T>()
        ? throw new InvalidOperationException($"A {typeof(T)} is none of kind {kind}.")
        : (T)(((object?)value, (object?)amount) switch
        {
            (sbyte left, sbyte right) => checked((sbyte)(left + right)),
            (byte left, byte right) => checked((byte)(left + right)),
            (short left, short right) => checked((short)(left + right)),
            (ushort left, ushort right) => checked((ushort)(left + right)),
            (int left, int right) => checked(left + right),
            (uint left, uint right) => checked(left + right),
            (long left, long right) => checked(left + right),
            (ulong left, ulong right) => checked(left + right),
            (float left, float right) => left + right,
            (double left, double right) => left + right,
            (decimal left, decimal right) => (object)(left + right),
            _ => throw new NotSupportedException(),
        });
}
