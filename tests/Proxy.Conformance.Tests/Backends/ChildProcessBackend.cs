namespace SharedObjects.Conformance.Tests.Backends;

/// <summary>A manager in a process of its own, reached over a socket.</summary>
public sealed class ChildProcessBackend : Backend
{
    private SharedManager? manager;

    public override SharedManager Manager => manager ?? throw new InvalidOperationException("The manager has not started.");

    public override async ValueTask InitializeAsync() =>
        manager = await SharedManager.StartAsync<ConformanceManager>(cancellationToken: TestContext.Current.CancellationToken);

    public override ValueTask<ISharedQueue<T>> QueueAsync<T>(int? capacity = null) => Manager.QueueAsync<T>(capacity, TestContext.Current.CancellationToken);

    public override string? ReasonAgainst(Ability ability) =>
        ability == Ability.SetsTheTime ? "The clock of another process is its own." : null;

    public override async ValueTask DisposeAsync()
    {
        if (manager is not null)
        {
            await manager.DisposeAsync();
        }

        await base.DisposeAsync();
    }
}
