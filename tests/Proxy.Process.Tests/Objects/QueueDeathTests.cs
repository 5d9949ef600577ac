using SharedObjects.Conformance.Tests.Suites;
using SharedObjects.Process.Tests.Workers;

namespace SharedObjects.Process.Tests.Objects;

/// <summary>What becomes of leased items, and of those who wait at a queue, when a process is killed or falls silent.</summary>
public sealed class QueueDeathTests : ProcessTests, IAsyncLifetime
{
    private SharedManager manager = null!;
    private ISharedQueue<int> items = null!;

    public async ValueTask InitializeAsync()
    {
        manager = await SharedManager.StartAsync(cancellationToken: Token);
        items = await manager.QueueAsync<int>(cancellationToken: Token);
    }

    public ValueTask DisposeAsync() => manager.DisposeAsync();

    [Fact(Timeout = 60_000)]
    public async Task Items_leased_by_a_killed_process_are_back_at_the_head_in_order()
    {
        await items.PutManyAsync([1, 2, 3, 4], Token);
        await using var victim = await Victim.StartAsync(manager, report => WorkerProcess.Start(QueueTargets.ReceiveAsync, items, 3, report));
        foreach (var said in new[] { "1 1", "2 1", "3 1" })
        {
            await victim.SaysAsync(said);
        }

        Assert.Equal((1, 4), (items.Count, items.UnfinishedCount));
        await using var mine = await items.ReceiveAsync(Token);
        Assert.Equal((4, 1), (mine.Item, mine.DeliveryCount));
        var waiting = items.ReceiveAsync(Token);

        victim.Kill();

        await using var first = await waiting;
        Assert.Equal((1, 2), (first.Item, first.DeliveryCount));
        await using var second = await items.ReceiveAsync(Token);
        Assert.Equal((2, 2), (second.Item, second.DeliveryCount));
        Items.Are(await items.GetManyAsync(9, Token), 3);
        Assert.Equal(4, items.UnfinishedCount);
    }

    [Fact(Timeout = 120_000)]
    public async Task An_item_that_kills_whoever_receives_it_becomes_a_dead_letter_at_the_last_delivery()
    {
        const int Deliveries = 3;
        var poisoned = await manager.QueueAsync<int>(new QueueOptions { MaximumDeliveryCount = Deliveries }, Token);
        await poisoned.PutManyAsync([1, 2], Token);
        for (var delivery = 1; delivery <= Deliveries; delivery++)
        {
            Assert.Equal(0, poisoned.DeadLetterCount);
            await using var victim = await Victim.StartAsync(manager, report => WorkerProcess.Start(QueueTargets.ReceiveAsync, poisoned, 1, report));
            await victim.SaysAsync($"1 {delivery}");
            victim.Kill();
            await ProcFs.UntilAsync(() => poisoned.Count + poisoned.DeadLetterCount == 2);
        }

        var letter = await poisoned.TryTakeDeadLetterAsync(Token);
        Assert.Equal((1, Deliveries, Environment.ProcessId), (letter!.Item, letter.DeliveryCount, letter.Origin!.ProcessId));
        Assert.Equal(2, await poisoned.GetAsync(Token));
        Assert.Equal(1, poisoned.UnfinishedCount);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_killed_receiver_that_waited_receives_nothing()
    {
        await using var victim = await Victim.StartAsync(manager, report => WorkerProcess.Start(QueueTargets.WaitToReceiveAsync, items, report));
        await victim.SaysAsync("waits");
        var waiting = items.ReceiveAsync(Token);

        victim.Kill();
        await victim.WaitForExitAsync();
        await items.PutAsync(1, Token);

        await using var lease = await waiting;
        Assert.Equal(1, lease.Item);
        await lease.CompleteAsync();
        Assert.Equal(0, items.UnfinishedCount);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_item_leased_to_a_process_that_was_killed_before_it_knew_is_back_with_its_delivery_counted()
    {
        await using var victim = await Victim.StartAsync(manager, report => WorkerProcess.Start(QueueTargets.WaitToReceiveAsync, items, report));
        await victim.SaysAsync("waits");
        victim.Stop();
        await items.PutManyAsync([1, 2], Token);
        Assert.Equal(1, items.Count);
        var second = await items.GetAsync(Token);
        var waiting = items.ReceiveAsync(Token);

        victim.Kill();

        await using var lease = await waiting;
        Assert.Equal((2, 1, 2), (second, lease.Item, lease.DeliveryCount));
    }

    [Fact(Timeout = 60_000)]
    public async Task Several_items_granted_in_one_reply_that_was_never_confirmed_are_back_with_their_count()
    {
        await items.PutManyAsync([1, 2, 3], Token);
        using (var client = await WireClient.ConnectAsync(manager))
        {
            await client.AttachAsync(items);
            await client.SendAsync(items, "GetAsync()");
            using (var reply = await client.ReadReplyAsync())
            {
                Assert.True(reply.ReceiptRequested);
            }

            await client.SendAsync(items, "GetWithOriginAsync()");
            using (var reply = await client.ReadReplyAsync())
            {
                Assert.True(reply.ReceiptRequested);
            }

            Assert.Equal((1, 3), (items.Count, items.UnfinishedCount));
        }

        await ProcFs.UntilAsync(() => items.Count == 3);
        Assert.Equal(3, items.UnfinishedCount);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await items.TaskDoneAsync(Token));
        await using var lease = await items.ReceiveAsync(Token);
        Assert.Equal((1, 2), (lease.Item, lease.DeliveryCount));
        Items.Are(await items.GetManyAsync(9, Token), 2, 3);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_item_that_was_merely_taken_and_comes_back_is_no_dead_letter_and_can_be_delivered_once_more()
    {
        var once = await manager.QueueAsync<int>(new QueueOptions { MaximumDeliveryCount = 1 }, Token);
        await once.PutAsync(1, Token);
        using (var client = await WireClient.ConnectAsync(manager))
        {
            await client.AttachAsync(once);
            await client.SendAsync(once, "GetAsync()");
            using var reply = await client.ReadReplyAsync();
            Assert.Equal(0, once.Count);
        }

        await ProcFs.UntilAsync(() => once.Count == 1);
        Assert.Equal(0, once.DeadLetterCount);
        var lease = await once.ReceiveAsync(Token);
        Assert.Equal(1, lease.DeliveryCount);
        await lease.AbandonAsync();
        Assert.Equal((0, 1, 0), (once.Count, once.DeadLetterCount, once.UnfinishedCount));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_killed_putter_that_waited_puts_nothing_and_lets_those_behind_it_go_on()
    {
        var bounded = await manager.QueueAsync<int>(2, Token);
        await bounded.PutAsync(1, Token);
        await using var victim = await Victim.StartAsync(manager, report => WorkerProcess.Start(QueueTargets.PutAsync, bounded, report));
        await victim.SaysAsync("waits");
        var behind = bounded.PutAsync(2, Token).AsTask();
        Assert.Equal(1, bounded.Count);

        victim.Kill();

        await behind;
        Items.Are(await bounded.GetManyAsync(9, Token), 1, 2);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_killed_joiner_is_missed_by_nobody()
    {
        await items.PutAsync(1, Token);
        await using var victim = await Victim.StartAsync(manager, report => WorkerProcess.Start(QueueTargets.JoinAsync, items, report));
        await victim.SaysAsync("waits");
        var join = items.JoinAsync(Token).AsTask();

        victim.Kill();
        await victim.WaitForExitAsync();
        await items.GetAsync(Token);
        await items.TaskDoneAsync(Token);

        await join;
    }

    [Fact(Timeout = 60_000)]
    public async Task A_receiver_that_is_silent_too_long_loses_its_item_and_cannot_complete_it_afterwards()
    {
        await using var reports = await SharedManager.StartAsync(cancellationToken: Token);
        await using var impatient = await SharedManager.StartAsync(new SharedManagerOptions { SessionTimeToLive = TimeSpan.FromSeconds(1) }, Token);
        var queue = await impatient.QueueAsync<int>(cancellationToken: Token);
        await queue.PutAsync(1, Token);
        await using var victim = await Victim.StartAsync(reports, report => WorkerProcess.Start(QueueTargets.CompleteLateAsync, queue, report));
        await victim.SaysAsync("1 1");

        victim.Stop();
        await using var lease = await queue.ReceiveAsync(Token);
        Assert.Equal((1, 2), (lease.Item, lease.DeliveryCount));
        victim.Continue();

        await victim.SaysAsync("refused");
        await lease.CompleteAsync();
        Assert.Equal((0, 0), (queue.Count, queue.UnfinishedCount));
    }
}
