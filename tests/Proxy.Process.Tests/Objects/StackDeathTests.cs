using SharedObjects.Conformance.Tests.Suites;
using SharedObjects.Process.Tests.Workers;

namespace SharedObjects.Process.Tests.Objects;

/// <summary>No item of a stack is lost to a process that dies.</summary>
public sealed class StackDeathTests : ProcessTests, IAsyncLifetime
{
    private SharedManager manager = null!;
    private ISharedStack<int> items = null!;

    public async ValueTask InitializeAsync()
    {
        manager = await SharedManager.StartAsync(cancellationToken: Token);
        items = await manager.StackAsync<int>(cancellationToken: Token);
    }

    public ValueTask DisposeAsync() => manager.DisposeAsync();

    [Fact(Timeout = 60_000)]
    public async Task An_item_pushed_after_its_waiter_was_killed_goes_to_the_next()
    {
        await using var victim = await Victim.StartAsync(manager, report => WorkerProcess.Start(QueueTargets.PopAsync, items, report));
        await victim.SaysAsync("waits");
        var waiting = items.PopAsync(Token);
        victim.Kill();
        await victim.WaitForExitAsync();

        await items.PushAsync(1, Token);

        Assert.Equal(1, await waiting);
        Assert.Equal(0, items.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_item_granted_to_a_process_that_was_killed_before_it_knew_is_back_below_what_was_pushed_since()
    {
        await using var victim = await Victim.StartAsync(manager, report => WorkerProcess.Start(QueueTargets.PopAsync, items, report));
        await victim.SaysAsync("waits");
        victim.Stop();
        await items.PushAsync(1, Token);
        await items.PushRangeAsync([2, 3], Token);
        Assert.Equal((2, 3), (items.Count, items.UnfinishedCount));

        victim.Kill();
        await ProcFs.UntilAsync(() => items.Count == 3);

        Items.Are(await items.PopRangeAsync(9, Token), 3, 2, 1);
    }

    [Fact(Timeout = 60_000)]
    public async Task Items_that_were_never_confirmed_are_back_in_order()
    {
        await items.PushRangeAsync([1, 2, 3], Token);
        using (var client = await WireClient.ConnectAsync(manager))
        {
            await client.AttachAsync(items);
            for (var i = 0; i < 2; i++)
            {
                await client.SendAsync(items, "PopAsync()");
                using var reply = await client.ReadReplyAsync();
                Assert.True(reply.ReceiptRequested);
            }

            await items.PushAsync(4, Token);
        }

        await ProcFs.UntilAsync(() => items.Count == 4);
        Items.Are(await items.PopRangeAsync(9, Token), 4, 3, 2, 1);
    }
}
