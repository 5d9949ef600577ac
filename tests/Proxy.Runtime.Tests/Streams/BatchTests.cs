using SharedObjects.Calls;
using SharedObjects.Calls.Encoding;
using SharedObjects.Calls.Streams;
using SharedObjects.Runtime.Tests.Support;

namespace SharedObjects.Runtime.Tests.Streams;

/// <summary>What goes into a batch, and what does not fit.</summary>
public sealed class BatchTests
{
    private const int Hang = 60_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = Hang)]
    [InlineData(100_000, new[] { 40_000, 40_000, 10, 70_000, 10 })]
    [InlineData(100_000, new[] { 70_000, 70_000 })]
    [InlineData(4096, new[] { 10, 900, 900, 1, 1, 1_000, 1_500 })]
    public async Task Items_of_all_lengths_arrive(int maximumFrameLength, int[] lengths)
    {
        await using var manager = StreamTests.Manager((_, _) => lengths.Select(static n => new string('x', n)).ToAsyncEnumerable<string?>(), maximumFrameLength: 2 * maximumFrameLength);
        await using var client = await manager.ConnectAsync();
        foreach (var streams in new IStreamSource[] { await client.CreateAsync<IStreams>(), await client.CreateAsync<IExclusiveStreams>() })
        {
            Assert.Equal(lengths, await streams.ReadAsync(0, Token).Select(static item => item!.Length).ToListAsync(Token));
        }
    }

    [Fact(Timeout = Hang)]
    public async Task An_item_that_no_frame_can_carry_is_a_failure_after_those_before_it()
    {
        var ended = new TaskCompletionSource();
        await using var manager = StreamTests.Manager((_, _) => Growing(), maximumFrameLength: 100_000);
        await using var client = await manager.ConnectAsync();
        var streams = await client.CreateAsync<IStreams>();
        var lengths = new List<int>();
        var failure = await Assert.ThrowsAsync<EncodingException>(async () =>
        {
            await foreach (var item in streams.ReadAsync(0, Token))
            {
                lengths.Add(item!.Length);
            }
        });
        Assert.Contains("100000", failure.Message, StringComparison.Ordinal);
        Assert.Equal([1, 2], lengths);
        Assert.True(ended.Task.IsCompleted);
        Assert.Equal(3, await streams.PokeAsync(3));

        async IAsyncEnumerable<string?> Growing()
        {
            try
            {
                yield return "x";
                yield return "xx";
                await Task.CompletedTask;
                yield return new string('x', 200_000);
                yield return "xxx";
            }
            finally
            {
                ended.SetResult();
            }
        }
    }

    [Fact(Timeout = Hang)]
    public async Task An_item_that_cannot_be_encoded_is_a_failure_after_those_before_it()
    {
        var cursor = Cursor(Values().ToAsyncEnumerable(), Codec.Value<Shape>());
        var (first, rest) = await cursor.OpenAsync(Token);
        Assert.True(first.HasMore);
        Assert.NotEqual(0, first.Items.Length);
        var failure = await Assert.ThrowsAsync<EncodingException>(async () => await rest!.NextAsync(1, Token));
        Assert.Contains(nameof(Shape), failure.Message, StringComparison.Ordinal);

        static IEnumerable<Shape> Values()
        {
            yield return null!;
            yield return Shape.Create(3);
        }
    }

    [Fact(Timeout = Hang)]
    public async Task A_cursor_has_one_reader_and_asks_for_what_makes_sense()
    {
        var gate = new TaskCompletionSource();
        var cursor = Cursor(Wait(), Codec.Value<int>());
        var (_, rest) = await cursor.OpenAsync(Token);
        var next = rest!.NextAsync(1, Token).AsTask();
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await rest.NextAsync(1, Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await rest.NextAsync(0, Token));
        gate.SetResult();
        Assert.True((await next).HasMore);
        Assert.False((await rest.NextAsync(int.MaxValue, Token)).HasMore);
        await rest.CloseAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await rest.NextAsync(1, Token));

        async IAsyncEnumerable<int> Wait()
        {
            await gate.Task;
            yield return 1;
            yield return 2;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2 * StreamBatch.MostItems)]
    public async Task A_stream_that_ends_by_itself_is_disposed_once(int length)
    {
        var stream = new Countdown(length);
        var cursor = Cursor(stream, Codec.Value<int>());
        var (batch, rest) = await cursor.OpenAsync(Token);
        while (batch.HasMore)
        {
            Assert.Equal(0, stream.Disposed);
            batch = await rest!.NextAsync(StreamBatch.MostItems, Token);
        }

        Assert.Equal(1, stream.Disposed);
    }

    private static StreamCursor<T> Cursor<T>(IAsyncEnumerable<T> items, Codec<T> codec) => new(
        items.GetAsyncEnumerator(Token), codec, new StreamHost(items, OneAtATime: false, int.MaxValue, ValueSerializer.Default, null), new CancellationTokenSource());

    private sealed class Countdown(int length) : IAsyncEnumerable<int>, IAsyncEnumerator<int>
    {
        public int Current { get; private set; } = length;

        public int Disposed { get; private set; }

        public IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken) => this;

        public ValueTask<bool> MoveNextAsync() => new(Current-- > 0);

        public ValueTask DisposeAsync()
        {
            Disposed++;
            return default;
        }
    }

    /// <summary>What no other side could make again.</summary>
    private sealed class Shape
    {
        private Shape(int sides) => Sides = sides;

        public int Sides { get; }

        public static Shape Create(int sides) => new(sides);
    }
}
