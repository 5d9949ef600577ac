namespace SharedObjects.Process.Tests.Death;

/// <summary>What dies in a test beside the <see cref="Scenes"/>, and where it is then: <see cref="DeathCoverageTests"/> sees to it that each kind has its tests.</summary>
/// <param name="kind">The contract; open, where it is generic.</param>
/// <param name="states">Where the process is with an object of that kind.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class DeathAttribute(Type kind, params DeathState[] states) : Attribute
{
    public Type Kind => kind;

    public IReadOnlyList<DeathState> States => states;
}
