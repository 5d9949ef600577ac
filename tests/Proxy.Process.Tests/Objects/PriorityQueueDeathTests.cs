using SharedObjects.Conformance.Tests.Suites;
using SharedObjects.Process.Tests.Death;
using SharedObjects.Process.Tests.Workers;

namespace SharedObjects.Process.Tests.Objects;

/// <summary>No item of a priority queue is lost to a process that dies.</summary>
public sealed class PriorityQueueDeathTests : ObjectDeathTests
{
    private ISharedPriorityQueue<int, int> items = null!;

    protected override async ValueTask PrepareAsync() => items = await Manager.PriorityQueueAsync<int, int>(cancellationToken: Token);

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedPriorityQueue<,>), DeathState.Unreceived)]
    public async Task An_item_granted_to_a_process_that_was_killed_before_it_knew_is_back_before_its_equals()
    {
        await using var victim = await WaitingAsync(report => WorkerProcess.Start(QueueTargets.DequeueAsync, items, report));
        victim.Stop();
        await items.EnqueueAsync(1, 5, Token);
        await items.EnqueueRangeAsync([(2, 5), (3, 4)], Token);
        Assert.Equal((2, 3), (items.Count, items.UnfinishedCount));

        victim.Kill();
        await ProcFs.UntilAsync(() => items.Count == 3);

        Items.Are(await items.DequeueRangeAsync(9, Token), (3, 4), (1, 5), (2, 5));
    }
}
