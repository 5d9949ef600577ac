namespace SharedObjects.Process.Tests.Support;

/// <summary>Base of the tests in which a process dies at an object of a manager.</summary>
public abstract class ObjectDeathTests : ProcessTests, IAsyncLifetime
{
    protected const int Hang = 120_000;

    protected SharedManager Manager { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Manager = await StartAsync();
        await PrepareAsync();
    }

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Manager.DisposeAsync();
    }

    protected virtual ValueTask<SharedManager> StartAsync() => SharedManager.StartAsync(cancellationToken: Token);

    protected virtual ValueTask PrepareAsync() => ValueTask.CompletedTask;

    /// <summary>A process that waits for something now.</summary>
    private protected async Task<Victim> WaitingAsync(Func<ISharedQueue<string>, WorkerProcess> start)
    {
        var victim = await Victim.StartAsync(Manager, start);
        await victim.SaysAsync("waits");
        return victim;
    }

    /// <summary>A process that waits dies: as it is, or once it was granted what it waits for and before it knows.</summary>
    /// <param name="victim">The process.</param>
    /// <param name="granted">Whether it is granted first.</param>
    /// <param name="waiting">How many calls wait when it is gone, those behind it among them: so that what comes next comes after its end.</param>
    /// <param name="grant">Grants it; returns when the object has.</param>
    private protected async Task DieAsync(Victim victim, bool granted, int waiting, Func<ValueTask> grant)
    {
        if (granted)
        {
            victim.Stop();
            await grant();
        }

        victim.Kill();
        await UntilAsync(statistics => statistics.Sessions == 1 && statistics.WaitingCalls == waiting);
    }

    /// <summary>Waits until so many calls wait in the manager.</summary>
    protected Task UntilWaitingAsync(int calls) => UntilAsync(statistics => statistics.WaitingCalls == calls);

    /// <summary>Waits until the manager has no session but this process's.</summary>
    protected Task UntilAloneAsync() => UntilAsync(static statistics => statistics.Sessions == 1);

    /// <summary>Collects the garbage of this process and of the manager until that has so many objects: what was stored goes so.</summary>
    protected async Task UntilCountsAsync(int objects)
    {
        do
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Manager.CollectAsync();
        }
        while ((await Manager.GetStatisticsAsync(Token)).Objects != objects);
    }

    private async Task UntilAsync(Func<ManagerStatistics, bool> condition)
    {
        while (!condition(await Manager.GetStatisticsAsync(Token)))
        {
            Token.ThrowIfCancellationRequested();
        }
    }
}
