using System.Runtime.CompilerServices;
using SharedObjects.Calls;
using SharedObjects.Client;
using SharedObjects.Runtime.Tests.Support;

namespace SharedObjects.Runtime.Tests.Client;

public sealed class ReferenceTests
{
    private const int Hang = 60_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Hang)]
    public async Task A_disposed_proxy_gives_its_object_back()
    {
        await using var manager = new TestManager();
        await using var client = await manager.ConnectAsync();
        var before = manager.Server.Objects.Count;
        var queue = await client.QueueAsync<int>();
        Assert.Equal(1, client.ReferenceCount);
        await queue.DisposeAsync();
        Assert.Equal(0, client.ReferenceCount);
        await Until.TrueAsync(() => manager.Server.Objects.Count == before);
    }

    [Fact(Timeout = Hang)]
    public async Task A_proxy_that_is_collected_gives_its_object_back_however_often_it_was_handed_over()
    {
        await using var manager = new TestManager();
        await using var client = await manager.ConnectAsync();
        var before = manager.Server.Objects.Count;
        await ForgetAsync(client);
        await Until.CollectedAsync(() => client.ReferenceCount == 0 && manager.Server.Objects.Count == before);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static async Task ForgetAsync(ClientSession client)
        {
            var queue = await client.QueueAsync<int>();
            for (var i = 0; i < 3; i++)
            {
                Assert.Equal(queue, await client.AttachAsync(queue));
            }
        }
    }

    [Fact(Timeout = Hang)]
    public async Task An_object_lives_while_any_of_its_proxies_does()
    {
        await using var manager = new TestManager();
        await using var client = await manager.ConnectAsync();
        var first = await client.QueueAsync<int>();
        var second = await client.AttachAsync(first);
        await first.DisposeAsync();
        await client.Manager.AcknowledgeAsync();
        await second.PutAsync(1, Token);
        Assert.Equal(1, await second.GetAsync(Token));
        Assert.Equal(1, client.ReferenceCount);
    }

    [Fact(Timeout = Hang)]
    public async Task A_handle_handed_over_again_survives_the_disposal_of_its_only_proxy()
    {
        await using var manager = new TestManager();
        await using var client = await manager.ConnectAsync();
        var first = await client.QueueAsync<int>();
        var handle = await client.AttachAsync(Clients.HandleOf(first).Reference, Token);
        await first.DisposeAsync();
        await client.Manager.AcknowledgeAsync();
        var second = Contract.Of<ISharedQueue<int>>().CreateProxy<ISharedQueue<int>>(handle);
        await second.PutAsync(1, Token);
        Assert.Equal(1, second.Count);
    }

    [Fact(Timeout = Hang)]
    public async Task Handing_over_and_giving_back_at_once_never_loses_the_object()
    {
        await using var manager = new TestManager();
        await using var client = await manager.ConnectAsync();
        var kept = await client.QueueAsync<int>();
        var queues = await client.QueueAsync<ISharedQueue<int>>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            async () =>
            {
                for (var i = 0; i < 50; i++)
                {
                    await queues.PutAsync(kept, Token);
                    var twin = await queues.GetAsync(Token);
                    await twin.PutAsync(i, Token);
                    await twin.DisposeAsync();
                }
            },
            Token)));
        Assert.Equal(200, kept.Count);
        Assert.Equal(2, client.ReferenceCount);
    }

    [Fact]
    public void A_receipt_outlives_the_call_that_should_have_carried_it()
    {
        var call = CallFrame.Rent();
        var listener = new Receipts();
        call.ReceiptSource = listener;
        call.Receipts.AddRange([4, 5]);
        call.Dispose();
        Assert.Equal([4, 5], listener.Seen);

        var sent = CallFrame.Rent();
        sent.ReceiptSource = listener;
        sent.Receipts.Add(6);
        sent.IsSent = true;
        sent.Dispose();
        Assert.Equal([4, 5], listener.Seen);
    }

    private sealed class Receipts : SharedObjects.Calls.Frames.IReceiptListener
    {
        public List<long> Seen { get; } = [];

        public void Received(long sequence) => Seen.Add(sequence);
    }
}
