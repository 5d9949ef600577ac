namespace SharedObjects.Generator.Consumer;

/// <summary>A startup whose method is implemented explicitly.</summary>
public sealed class GameManager : IManagerStartup
{
    private GameManager()
    {
    }

    static void IManagerStartup.Configure(ManagerBuilder manager) => ArgumentNullException.ThrowIfNull(manager);
}
