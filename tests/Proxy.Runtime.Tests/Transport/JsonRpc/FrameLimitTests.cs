using SharedObjects.Calls.Encoding;
using SharedObjects.Client;
using SharedObjects.Runtime.Tests.Support;
using SharedObjects.Transport;
using SharedObjects.Transport.Channels;

namespace SharedObjects.Runtime.Tests.Transport.JsonRpc;

public sealed class FrameLimitTests
{
    private const int Limit = 4096;
    private const int Hang = 60_000;

    [Fact(Timeout = Hang)]
    public async Task An_argument_that_is_too_large_is_refused_by_name_before_it_is_sent()
    {
        await using var manager = new TestManager(maximumFrameLength: Limit);
        await using var client = await manager.ConnectAsync();
        var queue = await client.QueueAsync<byte[]>();
        var refused = await Assert.ThrowsAsync<EncodingException>(() => queue.PutAsync(new byte[Limit], TestContext.Current.CancellationToken).AsTask());
        Assert.Contains("ISharedQueue`1.Put", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"{Limit}", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, queue.Count);
        Assert.DoesNotContain(manager.Logger.Lines, line => line.Contains("was ended", StringComparison.Ordinal));
    }

    [Fact(Timeout = Hang)]
    public async Task The_largest_argument_that_fits_passes_and_one_byte_more_does_not()
    {
        await using var manager = new TestManager(maximumFrameLength: Limit);
        await using var client = await manager.ConnectAsync();
        var queue = await client.QueueAsync<byte[]>();
        var largest = FrameLimit.BodyWithin(Limit) - 5 - 3;
        await queue.PutAsync(new byte[largest], TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<EncodingException>(() => queue.PutAsync(new byte[largest + 1], TestContext.Current.CancellationToken).AsTask());
        Assert.Equal(largest, (await queue.GetAsync(TestContext.Current.CancellationToken)).Length);
    }

    [Fact(Timeout = Hang)]
    public async Task A_result_that_is_too_large_is_refused_by_name_and_nothing_is_lost()
    {
        await using var manager = new TestManager(maximumFrameLength: Limit);
        await using var client = await manager.ConnectAsync();
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var near = Near(manager);
        var queue = await near.QueueAsync<byte[]>();
        var far = await client.AttachAsync(queue);
        await queue.PutAsync(new byte[Limit], cancellationToken);
        await queue.PutAsync([1], cancellationToken);

        foreach (var take in new Func<Task>[]
        {
            () => far.GetAsync(cancellationToken).AsTask(),
            () => far.GetAsync(TimeSpan.Zero, cancellationToken).AsTask(),
            () => far.TryGetAsync(cancellationToken).AsTask(),
        })
        {
            var refused = await Assert.ThrowsAsync<EncodingException>(take);
            Assert.Contains("ISharedQueue`1.", refused.Message, StringComparison.Ordinal);
            Assert.Contains("Get", refused.Message, StringComparison.Ordinal);
            Assert.Equal(2, far.Count);
        }

        Assert.Equal(Limit, (await queue.GetAsync(cancellationToken)).Length);
        var last = await far.GetAsync(cancellationToken);
        Assert.Equal([1], last);
    }

    [Fact(Timeout = Hang)]
    public async Task A_waiting_get_that_is_granted_too_much_gives_it_to_the_next()
    {
        await using var manager = new TestManager(maximumFrameLength: Limit);
        await using var client = await manager.ConnectAsync();
        await using var near = Near(manager);
        var cancellationToken = TestContext.Current.CancellationToken;
        var queue = await near.QueueAsync<byte[]>();
        var far = await client.AttachAsync(queue);
        var first = far.GetAsync(cancellationToken).AsTask();
        _ = far.Count;
        var second = queue.GetAsync(cancellationToken).AsTask();
        await queue.PutAsync(new byte[Limit], cancellationToken);
        await Assert.ThrowsAsync<EncodingException>(() => first);
        Assert.Equal(Limit, (await second).Length);
    }

    [Fact(Timeout = Hang)]
    public async Task A_failure_that_says_too_much_arrives_shortened()
    {
        await using var manager = new TestManager(
            static builder => builder.RegisterFactory<ISharedQueue<Payload>, (int, int, long)>(static _ => throw new InvalidOperationException(new string('é', 100_000))),
            Limit);
        await using var client = await manager.ConnectAsync();
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => client.QueueAsync<int>());
        Assert.StartsWith("ééé", failure.Message, StringComparison.Ordinal);
        await client.Manager.AcknowledgeAsync();
    }

    [Fact(Timeout = Hang)]
    public async Task The_largest_argument_that_fits_passes_with_all_the_receipts_a_call_takes_along()
    {
        await using var manager = new TestManager(maximumFrameLength: FrameLimit.Least);
        var socket = await manager.ConnectRawAsync();
        var channel = new CountingChannel(new SocketChannel(socket.Connection.Socket, SessionWelcome.Decode(socket.Result.Welcome), socket));
        await using var client = new ClientSession(new CrowdedChannel(channel), ValueSerializer.Default, address: null);
        var queue = await client.QueueAsync<byte[]>();
        await queue.PutAsync(new byte[FrameLimit.BodyWithin(FrameLimit.Least) - 5 - 3], TestContext.Current.CancellationToken);
        Assert.Equal(1, queue.Count);
        Assert.True(channel.ReceiptCount > channel.Members.Count);
    }

    private static ClientSession Near(TestManager manager) => SharedObjects.Hosting.ManagerHost.Connect(manager.Server);
}
