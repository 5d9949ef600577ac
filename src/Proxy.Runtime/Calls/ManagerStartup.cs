namespace SharedObjects.Calls;

/// <summary>A class that configures a manager in its own process.</summary>
/// <param name="Name">The class's full name.</param>
/// <param name="Configure">Calls the class's method.</param>
public sealed record ManagerStartup(string Name, Action<ManagerBuilder> Configure);
