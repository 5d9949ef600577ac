namespace SharedObjects;

/// <summary>Says what a manager hosts. It runs in the manager's own process, once, before the first client is served; what it throws makes the start fail with its text.</summary>
public interface IManagerStartup
{
    /// <summary>Registers contracts and their referents.</summary>
    static abstract void Configure(ManagerBuilder manager);
}
