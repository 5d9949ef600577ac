using System.Runtime.CompilerServices;
using SharedObjects.Calls.Streams;
using SharedObjects.Runtime.Tests.Support;

namespace SharedObjects.Runtime.Tests.Streams;

/// <summary>A stream reads as it would in one process, in batches, and is nobody's any more once its reader lets go.</summary>
public sealed class StreamTests
{
    private const int Hang = 60_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = Hang)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(StreamBatch.MostItems)]
    [InlineData(StreamBatch.MostItems + 1)]
    [InlineData(1000)]
    public async Task Items_come_in_their_order_whatever_the_mode_of_the_object(int count)
    {
        await using var manager = Manager(Count);
        await using var client = await manager.ConnectAsync();
        var expected = Enumerable.Range(0, count).Select(static i => i.ToString(System.Globalization.CultureInfo.InvariantCulture));
        foreach (var streams in new IStreamSource[]
        {
            await client.CreateAsync<IStreams>(), await client.CreateAsync<IExclusiveStreams>(),
            await client.CreateAsync<IConcurrentStreams>(), await client.CreateAsync<IInlineStreams>(),
        })
        {
            Assert.Equal(expected, await streams.ReadAsync(count, Token).ToListAsync(Token));
            Assert.Equal(expected, await streams.ReadAsync(-count, Token).ToListAsync(Token));
        }

        static async IAsyncEnumerable<string?> Count(int to, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            for (var i = 0; i < Math.Abs(to); i++)
            {
                // Below zero, every other item is waited for.
                if (to < 0 && i % 2 == 0)
                {
                    await Task.Yield();
                }

                Assert.False(cancellationToken.IsCancellationRequested);
                yield return i.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }
        }
    }

    [Fact(Timeout = Hang)]
    public async Task What_is_there_comes_at_once_and_no_more_than_a_batch_is_made_ahead()
    {
        var made = 0;
        await using var manager = Manager((_, _) => Endless().ToAsyncEnumerable());
        await using var client = await manager.ConnectAsync();
        var streams = await client.CreateAsync<IStreams>();
        await using var items = streams.ReadAsync(0, Token).GetAsyncEnumerator(Token);
        Assert.True(await items.MoveNextAsync());
        Assert.Equal(StreamBatch.MostItems, made);
        for (var i = 0; i < StreamBatch.MostItems; i++)
        {
            Assert.True(await items.MoveNextAsync());
        }

        Assert.Equal(2 * StreamBatch.MostItems, made);

        IEnumerable<string?> Endless()
        {
            while (true)
            {
                made++;
                yield return null;
            }
        }
    }

    [Fact(Timeout = Hang)]
    public async Task Of_an_exclusive_object_nothing_is_made_before_it_is_asked_for()
    {
        var made = 0;
        await using var manager = Manager((_, _) => Endless().ToAsyncEnumerable());
        await using var client = await manager.ConnectAsync();
        var streams = await client.CreateAsync<IExclusiveStreams>();
        await using var items = streams.ReadAsync(0, Token).GetAsyncEnumerator(Token);
        for (var i = 1; i <= 5; i++)
        {
            Assert.True(await items.MoveNextAsync());
            Assert.Equal(i, made);
            Assert.Equal(i, await streams.PokeAsync(i));
        }

        IEnumerable<string?> Endless()
        {
            while (true)
            {
                made++;
                yield return "";
            }
        }
    }

    [Fact(Timeout = Hang)]
    public async Task Nothing_is_asked_before_the_first_item_is_and_each_reading_is_a_call_of_its_own()
    {
        var calls = new List<int>();
        await using var manager = Manager((argument, _) =>
        {
            calls.Add(argument);
            return Enumerable.Repeat<string?>("a", 1).ToAsyncEnumerable();
        });
        await using var client = await manager.ConnectAsync();
        var streams = await client.CreateAsync<IStreams>();
        var stream = streams.ReadAsync(7, Token);
        await using (stream.GetAsyncEnumerator(Token))
        {
            await streams.PokeAsync(1);
            Assert.Empty(calls);
        }

        Assert.Equal(["a"], await stream.ToListAsync(Token));
        Assert.Equal(["a"], await stream.ToListAsync(Token));
        Assert.Equal([7, 7], calls);
        await streams.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await stream.ToListAsync(Token));
    }

    [Fact(Timeout = Hang)]
    public async Task Other_calls_come_between_and_what_waits_for_them_goes_on_on_the_turn()
    {
        var given = System.Threading.Channels.Channel.CreateUnbounded<string>();
        await using var manager = Manager(Watch, number => new(given.Writer.TryWrite(number.ToString(System.Globalization.CultureInfo.InvariantCulture)) ? number : -1));
        await using var client = await manager.ConnectAsync();
        foreach (var streams in new IStreamSource[] { await client.CreateAsync<IStreams>(), await client.CreateAsync<IConcurrentStreams>(), await client.CreateAsync<IInlineStreams>() })
        {
            await using var items = streams.ReadAsync(streams is IConcurrentStreams ? 1 : 0, Token).GetAsyncEnumerator(Token);
            for (var i = 0; i < 3; i++)
            {
                var next = items.MoveNextAsync();
                Assert.Equal(i, await streams.PokeAsync(i));
                Assert.True(await next);
                Assert.Equal($"{i} True", items.Current);
            }

            // These come while nobody asks.
            await streams.PokeAsync(3);
            await streams.PokeAsync(4);
            Assert.True(await items.MoveNextAsync());
            Assert.Equal("3 True", items.Current);
            Assert.True(await items.MoveNextAsync());
            Assert.Equal("4 True", items.Current);
        }

        async IAsyncEnumerable<string?> Watch(int argument, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            var context = CallContext.Current;
            while (true)
            {
                // A concurrent object has no turn to come back to.
                var item = await given.Reader.ReadAsync(cancellationToken);
                yield return $"{item} {(argument == 1 || ReferenceEquals(context.Caller, CallContext.Current.Caller)) && context.Caller?.ProcessId == Environment.ProcessId}";
            }
        }
    }

    [Fact(Timeout = Hang)]
    public async Task A_stream_goes_on_as_its_reader_s_whoever_calls_meanwhile()
    {
        var given = System.Threading.Channels.Channel.CreateUnbounded<int>();
        await using var manager = Manager((_, _) => Watch(), number => new(given.Writer.TryWrite(number) ? number : -1));
        await using var client = await manager.ConnectAsync();
        await using var other = await manager.ConnectAsync();
        var streams = await client.CreateAsync<IInlineStreams>();
        var others = await other.AttachAsync(streams);
        await using var items = streams.ReadAsync(0, Token).GetAsyncEnumerator(Token);
        Assert.True(await items.MoveNextAsync());
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(i, await others.PokeAsync(i));
            Assert.True(await items.MoveNextAsync());
            Assert.Equal("True", items.Current);
        }

        async IAsyncEnumerable<string?> Watch()
        {
            var caller = CallContext.Current.Caller;
            yield return "";
            while (true)
            {
                await given.Reader.ReadAsync(Token);
                yield return $"{caller == CallContext.Current.Caller}";
            }
        }
    }

    [Fact(Timeout = Hang)]
    public async Task A_manager_in_this_process_streams_the_same_way()
    {
        var ended = 0;
        await using var manager = SharedManager.StartInProcess(builder => builder.Register<IStreams>(() => new StreamsReferent((count, _) => Items(count))));
        var streams = await manager.CreateAsync<IStreams>(Token);
        Assert.Equal(1000, await streams.ReadAsync(1000, Token).CountAsync(Token));
        await foreach (var item in streams.ReadAsync(int.MaxValue, Token))
        {
            break;
        }

        Assert.Equal(2, ended);

        async IAsyncEnumerable<string?> Items(int count)
        {
            try
            {
                for (var i = 0; i < count; i++)
                {
                    await Task.Yield();
                    yield return "";
                }
            }
            finally
            {
                ended++;
            }
        }
    }

    [Theory(Timeout = Hang)]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(StreamBatch.MostItems)]
    public async Task A_failure_comes_after_the_items_before_it_and_as_itself(int after)
    {
        await using var manager = Manager(Fail);
        await using var client = await manager.ConnectAsync();
        foreach (var streams in new IStreamSource[] { await client.CreateAsync<IStreams>(), await client.CreateAsync<IExclusiveStreams>() })
        {
            var items = new List<string?>();
            var failure = await Assert.ThrowsAsync<KeyNotFoundException>(async () =>
            {
                await foreach (var item in streams.ReadAsync(after, Token))
                {
                    items.Add(item);
                }
            });
            Assert.Equal("No such thing.", failure.Message);
            Assert.Equal(after, items.Count);
            Assert.Equal(5, await streams.PokeAsync(5));
        }

        await Until.TrueAsync(() => manager.Server.Objects.Count == 3);

        static async IAsyncEnumerable<string?> Fail(int after, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            for (var i = 0; i < after; i++)
            {
                yield return "";
            }

            await Task.CompletedTask;
            throw new KeyNotFoundException("No such thing.");
        }
    }

    [Fact(Timeout = Hang)]
    public async Task What_a_member_refuses_at_once_is_thrown_when_its_stream_is_read()
    {
        await using var manager = Manager((argument, _) => argument < 0 ? throw new ArgumentOutOfRangeException(nameof(argument)) : null!);
        await using var client = await manager.ConnectAsync();
        var streams = await client.CreateAsync<IStreams>();
        Assert.Equal("argument", (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await streams.ReadAsync(-1, Token).ToListAsync(Token))).ParamName);
        Assert.Contains("null", (await Assert.ThrowsAsync<InvalidOperationException>(async () => await streams.ReadAsync(0, Token).ToListAsync(Token))).Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Hang)]
    public async Task Items_of_a_type_parameter_travel_as_payloads_with_the_objects_in_them()
    {
        await using var manager = new TestManager(static builder => builder.Register<IFeed<Payload>>(static () => new Feed<Payload>()));
        await using var client = await manager.ConnectAsync();
        var words = await client.CreateAsync<IFeed<string>>();
        await words.AddAsync("a");
        await words.AddAsync("b");
        Assert.Equal(["a", "b"], await words.AllAsync().ToListAsync(Token));
        Assert.Equal([(1, "b")], await words.NumberedAsync(1).ToListAsync(Token));
        Assert.Equal([5, 5, 5], await words.RepeatAsync(5, 3).ToListAsync(Token));
        Assert.Equal([words, words], await words.SelvesAsync(2).ToListAsync(Token));

        var failure = await Assert.ThrowsAsync<EncodingException>(async () => await words.NumbersAsync());
        Assert.Contains("encoded values in the place of type arguments", failure.Message, StringComparison.Ordinal);

        var feeds = await client.CreateAsync<IFeed<(string, IFeed<string>?)>>();
        await feeds.AddAsync(("words", words));
        await feeds.AddAsync(("none", null));
        var all = await feeds.AllAsync().ToListAsync(Token);
        Assert.Equal([("words", words), ("none", null)], all);
        Assert.Equal(["a", "b"], await all[0].Item2!.AllAsync().ToListAsync(Token));
        Assert.Equal([words, words, words], await feeds.RepeatAsync(words, 3).ToListAsync(Token));
    }

    [Fact(Timeout = Hang)]
    public async Task A_referent_reads_the_stream_of_another_and_lets_go_of_it()
    {
        var (made, ended) = (0, 0);
        await using var manager = new TestManager(builder => builder
            .Register<IStreams>(() => new StreamsReferent((_, _) => Letters()))
            .Register<IStreamReader>(static () => new StreamReader()));
        await using var client = await manager.ConnectAsync();
        var streams = await client.CreateAsync<IStreams>();
        var reader = await client.CreateAsync<IStreamReader>();
        Assert.Equal("a b", await reader.JoinAsync(streams, 2, Token));
        Assert.Equal((3, 1), (made, ended));

        async IAsyncEnumerable<string?> Letters()
        {
            try
            {
                foreach (var letter in "abcdef")
                {
                    if (letter == 'd')
                    {
                        await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
                    }

                    made++;
                    yield return letter.ToString();
                    await Task.Yield();
                }
            }
            finally
            {
                ended++;
            }
        }
    }

    internal static TestManager Manager(
        Func<int, CancellationToken, IAsyncEnumerable<string?>> read, Func<int, ValueTask<int>>? poke = null, int maximumFrameLength = SharedObjects.Transport.FrameLimit.Default) => new(
            builder => builder
                .Register<IStreams>(() => new StreamsReferent(read, poke))
                .Register<IExclusiveStreams>(() => new StreamsReferent(read, poke))
                .Register<IConcurrentStreams>(() => new StreamsReferent(read, poke))
                .Register<IInlineStreams>(() => new StreamsReferent(read, poke)),
            maximumFrameLength);
}
