namespace SharedObjects.Contracts.Numbers;

/// <summary>Computes with the numbers behind a type parameter: a referent that keeps payloads cannot see them.</summary>
internal abstract class Arithmetic<T>
{
    /// <summary>Adds, checked, in the type that <paramref name="kind"/> names; what was never set is zero.</summary>
    /// <exception cref="OverflowException">The sum is no number of that type.</exception>
    /// <exception cref="InvalidOperationException">What is to be added is none.</exception>
    /// <exception cref="NotSupportedException">There is no such kind.</exception>
    public abstract T Add(T value, T amount, NumberKind kind);
}
