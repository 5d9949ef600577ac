using SharedObjects.Conformance.Tests.Suites;
using SharedObjects.Process.Tests.Death;
using SharedObjects.Process.Tests.Workers;

namespace SharedObjects.Process.Tests.Objects;

/// <summary>No item of a stack is lost to a process that dies.</summary>
public sealed class StackDeathTests : ObjectDeathTests
{
    private ISharedStack<int> items = null!;

    protected override async ValueTask PrepareAsync() => items = await Manager.StackAsync<int>(cancellationToken: Token);

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedStack<>), DeathState.Unreceived)]
    public async Task An_item_granted_to_a_process_that_was_killed_before_it_knew_is_back_below_what_was_pushed_since()
    {
        await using var victim = await WaitingAsync(report => WorkerProcess.Start(QueueTargets.PopAsync, items, report));
        victim.Stop();
        await items.PushAsync(1, Token);
        await items.PushRangeAsync([2, 3], Token);
        Assert.Equal((2, 3), (items.Count, items.UnfinishedCount));

        victim.Kill();
        await ProcFs.UntilAsync(() => items.Count == 3);

        Items.Are(await items.PopRangeAsync(9, Token), 3, 2, 1);
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedStack<>), DeathState.Unreceived)]
    public async Task Items_that_were_never_confirmed_are_back_in_order()
    {
        await items.PushRangeAsync([1, 2, 3], Token);
        using (var client = await WireClient.ConnectAsync(Manager))
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
