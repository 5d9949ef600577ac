namespace SharedObjects.Conformance.Tests.Suites;

/// <summary>Compares what was taken with what should have been.</summary>
internal static class Items
{
    public static void Are<T>(IReadOnlyCollection<T> taken, params T[] expected) => Assert.Equal(expected, taken);
}
