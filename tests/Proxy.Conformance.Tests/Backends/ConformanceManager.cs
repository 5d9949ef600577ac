namespace SharedObjects.Conformance.Tests.Backends;

/// <summary>What the managers under test have by name.</summary>
public sealed class ConformanceManager : IManagerStartup
{
    public const string Numbers = "numbers";

    public static void Configure(ManagerBuilder manager) => manager.RegisterNamed<ISharedQueue<int>>(Numbers);
}
