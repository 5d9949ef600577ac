using SharedObjects.Process.Tests.Workers;

namespace SharedObjects.Process.Tests.Objects;

/// <summary>A process that was killed while it wrote to one of each kind that keeps something, and what it wrote to.</summary>
public sealed class KilledWriter : ProcessTests.NothingLeftBehind
{
    /// <summary>So long that a round takes several frames and writes.</summary>
    private const int Length = 500;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private SharedManager manager = null!;

    internal Buffers Buffers { get; private set; } = null!;

    internal Cells Cells { get; private set; } = null!;

    internal Collections Collections { get; private set; } = null!;

    internal ITopicSubscription<int> Published { get; private set; } = null!;

    internal ManagerStatistics Before { get; private set; } = null!;

    internal ManagerStatistics After { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        var token = limit.Token;
        manager = await SharedManager.StartAsync(cancellationToken: token);
        Buffers = new(await manager.QueueAsync<int>(cancellationToken: token), await manager.StackAsync<int>(cancellationToken: token), await manager.PriorityQueueAsync<int, int>(cancellationToken: token), await manager.TopicAsync<int>(token));
        Cells = new(await manager.ValueAsync((0, 0), token), await manager.ArrayAsync<long>(Length, token), await manager.CounterAsync(cancellationToken: token), await manager.NamespaceAsync(token));
        Collections = new(await manager.ListAsync<int>(token), await manager.DictionaryAsync<string, int>(token), await manager.SetAsync<int>(token));
        Published = await Buffers.Topic.SubscribeAsync(1 << 20, token);
        Before = await manager.GetStatisticsAsync(token);
        await using (var victim = await Victim.StartAsync(manager, report => WorkerProcess.Start(WriterTargets.WriteAsync, Buffers, Cells, Collections, report)))
        {
            await victim.SaysAsync("writes").WaitAsync(token);
            victim.Kill();
        }

        do
        {
            await manager.CollectAsync();
            After = await manager.GetStatisticsAsync(token);
        }
        while (After.Sessions != 1);
    }

    public override async ValueTask DisposeAsync()
    {
        await manager.DisposeAsync();
        await base.DisposeAsync();
    }
}
