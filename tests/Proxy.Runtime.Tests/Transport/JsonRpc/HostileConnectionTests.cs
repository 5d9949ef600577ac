using System.Buffers.Binary;
using SharedObjects.Calls;
using SharedObjects.Runtime.Tests.Support;
using SharedObjects.Transport.JsonRpc;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace SharedObjects.Runtime.Tests.Transport.JsonRpc;

public sealed class HostileConnectionTests
{
    private const int Limit = 4096;
    private const int Hang = 60_000;

    public static TheoryData<byte[], string> Ends => new()
    {
        { Framed(Limit + 1, []), "between 1 and 4096" },
        { Framed(int.MaxValue, []), "between 1 and 4096" },
        { Framed(-1, []), "between 1 and 4096" },
        { Framed(0, []), "between 1 and 4096" },
        { Framed(1, [0xc1]), "cannot be read" },
        { Framed(1, [0x80]), "neither a request nor a response" },
        { Framed(8, [0x81, 0xa6, .. "method"u8]), "cannot be read" },
        { Framed(5, [0xdf, 0xff, 0xff, 0xff, 0xff]), "cannot be read" },
        { Framed(13, [0x81, 0xa6, .. "method"u8, 0xa4, .. "evil"u8]), "neither a request nor a response" },
    };

    [Theory(Timeout = Hang)]
    [MemberData(nameof(Ends))]
    public async Task Nonsense_ends_its_own_connection_with_a_reason_and_no_other(byte[] bytes, string reason)
    {
        await using var manager = new TestManager(maximumFrameLength: Limit);
        await using var bystander = await manager.ConnectAsync();
        var queue = await bystander.QueueAsync<int>();
        var waiting = queue.GetAsync(TestContext.Current.CancellationToken).AsTask();
        using var hostile = await manager.ConnectRawAsync();
        await hostile.Connection.Stream.WriteAsync(bytes, TestContext.Current.CancellationToken);

        Assert.Contains(reason, await EndAsync(manager), StringComparison.Ordinal);
        Assert.Equal(0, await hostile.Connection.Stream.ReadAsync(new byte[1], TestContext.Current.CancellationToken));
        await Until.TrueAsync(() => manager.Server.SessionCount == 1);
        Assert.False(waiting.IsCompleted);
        await queue.PutAsync(5, TestContext.Current.CancellationToken);
        Assert.Equal(5, await waiting);
    }

    [Fact(Timeout = Hang)]
    public async Task A_call_cut_off_anywhere_ends_its_session_and_nothing_else()
    {
        await using var manager = new TestManager(maximumFrameLength: Limit);
        await using var bystander = await manager.ConnectAsync();
        var queue = await bystander.QueueAsync<int>();
        var call = Encoded(Call());
        for (var length = 0; length < call.Length; length += 7)
        {
            using (var hostile = await manager.ConnectRawAsync())
            {
                await hostile.Connection.Stream.WriteAsync(call.AsMemory(0, length), TestContext.Current.CancellationToken);
            }

            await queue.PutAsync(length, TestContext.Current.CancellationToken);
            Assert.Equal(length, await queue.GetAsync(TestContext.Current.CancellationToken));
        }

        await Until.TrueAsync(() => manager.Server.SessionCount == 1);
    }

    [Fact(Timeout = Hang)]
    public async Task Random_frames_end_their_connection_at_most()
    {
        await using var manager = new TestManager(maximumFrameLength: Limit);
        await using var bystander = await manager.ConnectAsync();
        var queue = await bystander.QueueAsync<int>();
        var random = new Random(7);
        for (var round = 0; round < 30; round++)
        {
            var call = Encoded(Call());
            for (var flips = random.Next(1, 6); flips > 0; flips--)
            {
                call[random.Next(sizeof(int), call.Length)] = (byte)random.Next(256);
            }

            using (var hostile = await manager.ConnectRawAsync())
            {
                await hostile.Connection.Stream.WriteAsync(call, TestContext.Current.CancellationToken);
            }

            await queue.PutAsync(round, TestContext.Current.CancellationToken);
            Assert.Equal(round, await queue.GetAsync(TestContext.Current.CancellationToken));
        }

        await Until.TrueAsync(() => manager.Server.SessionCount == 1);
    }

    private static CallFrame Call()
    {
        var call = CallFrame.Rent();
        call.Sequence = 1;
        call.Session = Guid.NewGuid();
        call.Receipts.AddRange([1, 2, 3]);
        call.TargetId = ObjectReference.ManagerId;
        call.Fingerprint = 77;
        call.TraceParent = "00-trace";
        call.Write("text", "some text", Codec.Value<string>());
        return call;
    }

    private static byte[] Encoded(CallFrame call)
    {
        var (head, body) = new FrameFormatter().Encode(new JsonRpcRequest { RequestId = new RequestId(1), Method = Envelope.CallMethod, Arguments = new object?[] { call } });
        return Framed(head.Length + body.Length, [.. head.Span, .. body.Span]);
    }

    private static byte[] Framed(int length, byte[] content)
    {
        var framed = new byte[sizeof(int) + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(framed, length);
        content.CopyTo(framed, sizeof(int));
        return framed;
    }

    private static async Task<string> EndAsync(TestManager manager)
    {
        while (true)
        {
            var line = await manager.Logger.NextAsync();
            if (line.Contains("was ended", StringComparison.Ordinal))
            {
                return line;
            }
        }
    }
}
