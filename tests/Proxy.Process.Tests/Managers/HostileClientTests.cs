using System.Buffers.Binary;
using Microsoft.Extensions.Logging;
using SharedObjects.Calls;

namespace SharedObjects.Process.Tests.Managers;

/// <summary>A client that was let in and sends what is no message loses its own connection, with a reason in the log. The others do not notice.</summary>
public sealed class HostileClientTests : ProcessTests, IAsyncLifetime
{
    private const int FrameLimit = 1024 * 1024;
    private const int BrokenConnection = 11;

    private readonly CollectingLoggerFactory loggers = new();
    private readonly CancellationTokenSource canaryEnd = new();
    private SharedManager manager = null!;
    private ISharedQueue<int> queue = null!;
    private Task<int> canary = null!;

    public async ValueTask InitializeAsync()
    {
        manager = await SharedManager.StartAsync(new SharedManagerOptions { LoggerFactory = loggers, MaximumFrameLength = FrameLimit }, Token);
        queue = await manager.QueueAsync<int>(cancellationToken: Token);
        canary = SingAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await canaryEnd.CancelAsync();
        Assert.True(await canary > 0);
        await manager.DisposeAsync();
        canaryEnd.Dispose();
        Assert.DoesNotContain(loggers.Entries, static entry => entry.Level >= LogLevel.Error);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(int.MaxValue)]
    [InlineData(FrameLimit + 1)]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_length_that_no_frame_has(int length)
    {
        var before = ResidentMemory();
        using var client = await WireClient.ConnectAsync(manager);
        var frame = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(frame, length);

        await client.Stream.WriteAsync(frame, Token);
        await client.UntilClosedAsync();

        await ExpectLogAsync("A frame claims");
        Assert.True(ResidentMemory() - before < 256 * 1024 * 1024, $"{before} {ResidentMemory()}");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_frame_that_ends_before_its_end()
    {
        using (var client = await WireClient.ConnectAsync(manager))
        {
            var frame = client.Encode(ObjectReference.ManagerId, Contract.Of<IManagerObject>(), "AcknowledgeAsync()", static _ => { });
            await client.Stream.WriteAsync(frame.AsMemory(..^3), Token);
        }

        await ProcFs.UntilAsync(() => loggers.Entries.Any(static entry => entry.EventId == BrokenConnection));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_frame_just_under_the_limit_is_no_offence()
    {
        var bytes = await manager.QueueAsync<byte[]>(cancellationToken: Token);
        var largest = new byte[Transport.FrameLimit.BodyWithin(FrameLimit) - 64];

        await bytes.PutAsync(largest, Token);

        Assert.Equal(largest, await bytes.GetAsync(Token));
        await Assert.ThrowsAsync<EncodingException>(() => bytes.PutAsync(new byte[FrameLimit], Token).AsTask());
    }

    [Theory(Timeout = 60_000)]
    [InlineData(0x91)] // arrays in arrays
    [InlineData(0x81)] // maps in maps
    public async Task A_value_nested_without_end(byte code)
    {
        using var client = await WireClient.ConnectAsync(manager);
        var frame = new byte[FrameLimit / 2];
        frame.AsSpan().Fill(code);
        byte[] head = [0x82, 0xa4, .. "more"u8];
        head.CopyTo(frame, sizeof(int));
        BinaryPrimitives.WriteInt32BigEndian(frame, frame.Length - sizeof(int));

        await client.Stream.WriteAsync(frame, Token);
        await client.UntilClosedAsync();

        await ProcFs.UntilAsync(() => loggers.Entries.Any(static entry => entry.EventId == BrokenConnection));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_call_with_an_array_of_a_length_that_does_not_fit()
    {
        using var client = await WireClient.ConnectAsync(manager);
        byte[] record = [0x82, 0xa6, .. "method"u8, 0xa4, .. "call"u8, 0xa6, .. "params"u8, 0x81, 0x03, 0xdd, 0x7f, 0xff, 0xff, 0xff, 0x01];
        var frame = new byte[sizeof(int) + record.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, record.Length);
        record.CopyTo(frame, sizeof(int));

        await client.Stream.WriteAsync(frame, Token);
        await client.UntilClosedAsync();

        await ProcFs.UntilAsync(() => loggers.Entries.Any(static entry => entry.EventId == BrokenConnection));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_thousand_times_random_bytes()
    {
        await Parallel.ForAsync(0, 1000, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Token }, async (seed, _) =>
        {
            using var client = await WireClient.ConnectAsync(manager);
            var bytes = Randomly(new Random(seed), client);
            try
            {
                await client.Stream.WriteAsync(bytes, Token);
            }
            catch (IOException)
            {
                // Closed by the manager half-way.
            }
        });

        await ProcFs.UntilAsync(() => loggers.Entries.Any(static entry => entry.EventId == BrokenConnection));
        Assert.True(ProcFs.IsRunning(manager.ProcessId));
    }

    /// <summary>Nothing but noise, noise in a frame, or a call with some of its bytes changed.</summary>
    private static byte[] Randomly(Random random, WireClient client)
    {
        var noise = new byte[random.Next(1, 300)];
        random.NextBytes(noise);
        switch (random.Next(3))
        {
            case 0:
                return noise;
            case 1:
                var framed = new byte[sizeof(int) + noise.Length];
                BinaryPrimitives.WriteInt32BigEndian(framed, noise.Length);
                noise.CopyTo(framed, sizeof(int));
                return framed;
            default:
                var call = client.Encode(ObjectReference.ManagerId, Contract.Of<IManagerObject>(), "AttachAsync(System.Int64)", static call => call.WriteValue(long.MaxValue, Codec.Value<long>()));
                for (var changes = random.Next(1, 5); changes > 0; changes--)
                {
                    call[random.Next(sizeof(int), call.Length)] = (byte)random.Next(256);
                }

                return call;
        }
    }

    private long ResidentMemory()
    {
        using var process = System.Diagnostics.Process.GetProcessById(manager.ProcessId);
        return process.WorkingSet64;
    }

    private Task ExpectLogAsync(string text) =>
        ProcFs.UntilAsync(() => loggers.Entries.Any(entry => entry.EventId == BrokenConnection && entry.Level == LogLevel.Warning && entry.Text.Contains(text, StringComparison.Ordinal)));

    /// <summary>A client like any other, which must not notice.</summary>
    private async Task<int> SingAsync()
    {
        var sung = 0;
        do
        {
            await queue.PutAsync(sung, Token);
            Assert.Equal(sung, await queue.GetAsync(Token));
            sung++;
            await Task.Yield();
        }
        while (!canaryEnd.IsCancellationRequested);
        return sung;
    }
}
