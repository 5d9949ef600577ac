namespace SharedObjects;

/// <content>How the manager is.</content>
public sealed partial class SharedManager
{
    /// <summary>Asks the manager how much it holds.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public async ValueTask<ManagerStatistics> GetStatisticsAsync(CancellationToken cancellationToken = default)
    {
        var (objects, sessions, calls, bytes) = await Session.Manager.GetStatisticsAsync(cancellationToken).ConfigureAwait(false);
        return new ManagerStatistics(objects, sessions, calls, bytes, ProcessId);
    }

    /// <summary>Collects the manager's garbage, and waits until the objects that nothing refers to any more are disposed; for tests.</summary>
    internal ValueTask CollectAsync() => Session.CollectAsync();
}
