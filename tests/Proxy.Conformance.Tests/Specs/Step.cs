namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>One operation on a collection of numbers.</summary>
/// <param name="Name">Which.</param>
/// <param name="Key">A key, an index or an item.</param>
/// <param name="Value">A value or an item.</param>
/// <param name="Version">The version that was read last, where the operation takes one.</param>
internal sealed record Step(string Name, int Key, int Value, long Version = 0)
{
    /// <summary>An answer of several parts as one that can be compared.</summary>
    public static string Text<T>(IEnumerable<T> parts) => string.Join(", ", parts);
}
