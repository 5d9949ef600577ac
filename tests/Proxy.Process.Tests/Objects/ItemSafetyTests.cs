using SharedObjects.Process.Tests.Death;
using SharedObjects.Process.Tests.Workers;

namespace SharedObjects.Process.Tests.Objects;

/// <summary>No item is lost to a process that dies, and none is delivered twice to one that does not.</summary>
public sealed class ItemSafetyTests : ProcessTests, IAsyncLifetime
{
    private SharedManager manager = null!;
    private ISharedQueue<int> items = null!;
    private ISharedQueue<int> waiting = null!;

    public async ValueTask InitializeAsync()
    {
        manager = await SharedManager.StartAsync(cancellationToken: Token);
        items = await manager.QueueAsync<int>(cancellationToken: Token);
        waiting = await manager.QueueAsync<int>(cancellationToken: Token);
    }

    public ValueTask DisposeAsync() => manager.DisposeAsync();

    [Theory(Timeout = 120_000)]
    [InlineData(1)]
    [InlineData(4)]
    [Death(typeof(ISharedQueue<>), DeathState.Waiting)]
    public async Task An_item_put_after_its_waiters_were_killed_goes_to_the_next_getter(int count)
    {
        var workers = Enumerable.Range(0, count).Select(_ => WorkerProcess.Start(WorkerTargets.TakeAsync, items, waiting)).ToArray();
        foreach (var _ in workers)
        {
            await waiting.GetAsync(Token);
        }

        foreach (var worker in workers)
        {
            worker.Kill();
        }

        var living = items.GetAsync(Token);
        await items.PutAsync(1, Token);
        Assert.Equal(1, await living);
        await Task.WhenAll(workers.Select(worker => worker.WaitForExitAsync(Token)));

        await items.PutAsync(2, Token);
        Assert.Equal(2, await items.GetAsync(Token));
        Assert.Equal(0, items.Count);
    }

    [Fact(Timeout = 60_000)]
    [Death(typeof(ISharedQueue<>), DeathState.Waiting)]
    public async Task A_dead_waiter_between_living_ones_is_passed_over()
    {
        var first = items.GetAsync(Token);
        var worker = WorkerProcess.Start(WorkerTargets.TakeAsync, items, waiting);
        await waiting.GetAsync(Token);
        var last = items.GetAsync(Token);
        worker.Kill();
        await worker.WaitForExitAsync(Token);

        await items.PutAsync(1, Token);
        await items.PutAsync(2, Token);

        Assert.Equal(1, await first);
        Assert.Equal(2, await last);
    }

    [Fact(Timeout = 60_000)]
    [Death(typeof(ISharedQueue<>), DeathState.Unreceived)]
    public async Task Items_whose_taker_died_before_it_had_them_go_back_to_the_head_in_order()
    {
        for (var item = 1; item <= 4; item++)
        {
            await items.PutAsync(item, Token);
        }

        using (var client = await WireClient.ConnectAsync(manager))
        {
            await client.AttachAsync(items);
            for (var i = 0; i < 2; i++)
            {
                await client.SendAsync(items, "GetAsync()");
                using var reply = await client.ReadReplyAsync();
                Assert.True(reply.ReceiptRequested);
            }

            Assert.Equal(2, items.Count);
        }

        await ProcFs.UntilAsync(() => items.Count == 4);
        for (var item = 1; item <= 4; item++)
        {
            Assert.Equal(item, await items.GetAsync(Token));
        }
    }

    [Fact(Timeout = 60_000)]
    [Death(typeof(ISharedQueue<>), DeathState.Unreceived)]
    public async Task An_item_whose_taker_died_before_it_had_it_goes_to_whoever_waits()
    {
        await items.PutAsync(1, Token);
        var client = await WireClient.ConnectAsync(manager);
        await client.AttachAsync(items);
        await client.SendAsync(items, "GetAsync()");
        using (await client.ReadReplyAsync())
        {
        }

        var waiter = items.GetAsync(Token);
        client.Dispose();

        Assert.Equal(1, await waiter);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_process_that_ends_right_after_it_took_an_item_has_it()
    {
        var workers = Enumerable.Range(1, 10).Select(_ => WorkerProcess.Start(WorkerTargets.TakeAsync, items, waiting)).ToArray();
        for (var item = 1; item <= workers.Length; item++)
        {
            await items.PutAsync(item, Token);
        }

        var taken = await Task.WhenAll(workers.Select(worker => worker.WaitForExitAsync(Token)));

        Assert.Equal(Enumerable.Range(1, workers.Length), taken.Order());
        Assert.Equal(0, items.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_process_that_calls_exit_right_after_it_took_an_item_has_it()
    {
        var workers = Enumerable.Range(1, 10).Select(_ => WorkerProcess.Start(WorkerTargets.TakeAndExitAsync, items)).ToArray();
        for (var item = 1; item <= workers.Length; item++)
        {
            await items.PutAsync(item, Token);
        }

        var taken = await Task.WhenAll(workers.Select(worker => worker.WaitForExitAsync(Token)));

        Assert.Equal(Enumerable.Range(1, workers.Length), taken.Order());
        Assert.Equal(0, items.Count);
    }
}
