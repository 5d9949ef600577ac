using SharedObjects.Conformance.Tests.Suites;
using SharedObjects.Process.Tests.Death;
using SharedObjects.Process.Tests.Workers;

namespace SharedObjects.Process.Tests.Objects;

/// <summary>What becomes of leased items, and of those who wait at a queue, when a process is killed.</summary>
public sealed class QueueDeathTests : ObjectDeathTests
{
    private ISharedQueue<int> items = null!;

    protected override async ValueTask PrepareAsync() => items = await Manager.QueueAsync<int>(cancellationToken: Token);

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedQueue<>), DeathState.Holding)]
    public async Task Items_leased_by_a_killed_process_are_back_at_the_head_in_order()
    {
        await items.PutManyAsync([1, 2, 3, 4], Token);
        await using var victim = await Victim.StartAsync(Manager, report => WorkerProcess.Start(QueueTargets.ReceiveAsync, items, 3, report));
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

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedQueue<>), DeathState.Holding)]
    public async Task An_item_that_kills_whoever_receives_it_becomes_a_dead_letter_at_the_last_delivery()
    {
        const int Deliveries = 3;
        var poisoned = await Manager.QueueAsync<int>(new QueueOptions { MaximumDeliveryCount = Deliveries }, Token);
        await poisoned.PutManyAsync([1, 2], Token);
        for (var delivery = 1; delivery <= Deliveries; delivery++)
        {
            Assert.Equal(0, poisoned.DeadLetterCount);
            await using var victim = await Victim.StartAsync(Manager, report => WorkerProcess.Start(QueueTargets.ReceiveAsync, poisoned, 1, report));
            await victim.SaysAsync($"1 {delivery}");
            victim.Kill();
            await ProcFs.UntilAsync(() => poisoned.Count + poisoned.DeadLetterCount == 2);
        }

        var letter = await poisoned.TryTakeDeadLetterAsync(Token);
        Assert.Equal((1, Deliveries, Environment.ProcessId), (letter!.Item, letter.DeliveryCount, letter.Origin!.ProcessId));
        Assert.Equal(2, await poisoned.GetAsync(Token));
        Assert.Equal(1, poisoned.UnfinishedCount);
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedQueue<>), DeathState.Waiting)]
    public async Task A_killed_receiver_that_waited_receives_nothing()
    {
        await using var victim = await WaitingAsync(report => WorkerProcess.Start(QueueTargets.WaitToReceiveAsync, items, report));
        var waiting = items.ReceiveAsync(Token);

        victim.Kill();
        await victim.WaitForExitAsync();
        await items.PutAsync(1, Token);

        await using var lease = await waiting;
        Assert.Equal(1, lease.Item);
        await lease.CompleteAsync();
        Assert.Equal(0, items.UnfinishedCount);
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedQueue<>), DeathState.Unreceived)]
    public async Task An_item_leased_to_a_process_that_was_killed_before_it_knew_is_back_with_its_delivery_counted()
    {
        await using var victim = await WaitingAsync(report => WorkerProcess.Start(QueueTargets.WaitToReceiveAsync, items, report));
        victim.Stop();
        await items.PutManyAsync([1, 2], Token);
        Assert.Equal(1, items.Count);
        var second = await items.GetAsync(Token);
        var waiting = items.ReceiveAsync(Token);

        victim.Kill();

        await using var lease = await waiting;
        Assert.Equal((2, 1, 2), (second, lease.Item, lease.DeliveryCount));
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedQueue<>), DeathState.Unreceived)]
    public async Task Several_items_granted_in_one_reply_that_was_never_confirmed_are_back_with_their_count()
    {
        await items.PutManyAsync([1, 2, 3], Token);
        using (var client = await WireClient.ConnectAsync(Manager))
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

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedQueue<>), DeathState.Unreceived)]
    public async Task An_item_that_was_merely_taken_and_comes_back_is_no_dead_letter_and_can_be_delivered_once_more()
    {
        var once = await Manager.QueueAsync<int>(new QueueOptions { MaximumDeliveryCount = 1 }, Token);
        await once.PutAsync(1, Token);
        using (var client = await WireClient.ConnectAsync(Manager))
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

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedQueue<>), DeathState.Unreceived)]
    public async Task An_item_of_which_its_taker_was_sent_a_part_before_it_was_killed_is_back_whole_and_once()
    {
        var blobs = await Manager.QueueAsync<byte[]>(cancellationToken: Token);
        await using var victim = await WaitingAsync(report => WorkerProcess.Start(QueueTargets.GetBytesAsync, blobs, report));

        // More than a connection takes in whose other end does not read.
        byte[] blob = [.. Enumerable.Range(0, 2 << 20).Select(static place => (byte)(place % 251))];
        await DieAsync(victim, granted: true, waiting: 0, async () =>
        {
            await blobs.PutManyAsync([blob, [1]], Token);
            Assert.Equal((1, 2), (blobs.Count, blobs.UnfinishedCount));
        });

        Assert.Equal((2, 2), (blobs.Count, blobs.UnfinishedCount));
        await using var lease = await blobs.ReceiveAsync(Token);
        Assert.Equal(2, lease.DeliveryCount);
        Assert.Equal(blob, lease.Item);
        Assert.Equal([1], await blobs.GetAsync(Token));
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedQueue<>), DeathState.Writing)]
    public async Task A_put_whose_putter_was_killed_while_it_was_sent_is_not_made_and_its_bytes_are_given_back()
    {
        const int Length = 2 << 20;
        const int Allowance = Length / 4;
        var blobs = await Manager.QueueAsync<byte[]>(cancellationToken: Token);

        // Once from start to end, so that the manager has all that such a put needs.
        await blobs.PutAsync(new byte[Length], Token);
        Assert.Equal(Length, (await blobs.GetAsync(Token)).Length);
        var before = await MemoryAsync();
        for (var round = 0; round < 2; round++)
        {
            await using var victim = await Victim.StartAsync(Manager, report => WorkerProcess.Start(QueueTargets.SendPartAsync, blobs, Length, 0.6, report));
            await victim.SaysAsync("sent");
            victim.Kill();
            await UntilAloneAsync();
            Assert.Equal((0, 1), (blobs.Count, blobs.UnfinishedCount));
        }

        Assert.InRange(await MemoryAsync(), 0, before + Allowance);
        await blobs.PutAsync([1], Token);
        Assert.Equal([1], await blobs.GetAsync(Token));

        async Task<long> MemoryAsync()
        {
            await Manager.CollectAsync();
            return (await Manager.GetStatisticsAsync(Token)).ManagedBytes;
        }
    }
}
