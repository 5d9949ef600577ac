using SharedObjects.Conformance.Tests.Suites;
using SharedObjects.Process.Tests.Workers;

namespace SharedObjects.Process.Tests.Objects;

/// <summary>No item of a priority queue is lost to a process that dies.</summary>
public sealed class PriorityQueueDeathTests : ProcessTests, IAsyncLifetime
{
    private SharedManager manager = null!;
    private ISharedPriorityQueue<int, int> items = null!;

    public async ValueTask InitializeAsync()
    {
        manager = await SharedManager.StartAsync(cancellationToken: Token);
        items = await manager.PriorityQueueAsync<int, int>(cancellationToken: Token);
    }

    public ValueTask DisposeAsync() => manager.DisposeAsync();

    [Fact(Timeout = 60_000)]
    public async Task An_item_put_after_its_waiter_was_killed_goes_to_the_next()
    {
        await using var victim = await Victim.StartAsync(manager, report => WorkerProcess.Start(QueueTargets.DequeueAsync, items, report));
        await victim.SaysAsync("waits");
        var waiting = items.DequeueAsync(Token);
        victim.Kill();
        await victim.WaitForExitAsync();

        await items.EnqueueAsync(1, 5, Token);

        Assert.Equal((1, 5), await waiting);
        Assert.Equal(0, items.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_item_granted_to_a_process_that_was_killed_before_it_knew_is_back_before_its_equals()
    {
        await using var victim = await Victim.StartAsync(manager, report => WorkerProcess.Start(QueueTargets.DequeueAsync, items, report));
        await victim.SaysAsync("waits");
        victim.Stop();
        await items.EnqueueAsync(1, 5, Token);
        await items.EnqueueRangeAsync([(2, 5), (3, 4)], Token);
        Assert.Equal((2, 3), (items.Count, items.UnfinishedCount));

        victim.Kill();
        await ProcFs.UntilAsync(() => items.Count == 3);

        Items.Are(await items.DequeueRangeAsync(9, Token), (3, 4), (1, 5), (2, 5));
    }
}
