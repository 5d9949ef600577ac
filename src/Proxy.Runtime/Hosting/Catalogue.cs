using SharedObjects.Objects.Queue;

namespace SharedObjects.Hosting;

/// <summary>The table of built-in kinds: one line each.</summary>
internal static class Catalogue
{
    public static void Register(ManagerBuilder manager) => manager
        .RegisterFactory<ISharedQueue<Payload>, int?>(capacity => new QueueReferent<Payload>(capacity, manager.TimeProvider));
}
