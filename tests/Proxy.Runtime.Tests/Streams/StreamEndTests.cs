using System.Runtime.CompilerServices;
using SharedObjects.Runtime.Tests.Support;

namespace SharedObjects.Runtime.Tests.Streams;

/// <summary>However the reading of a stream ends, the stream ends with it: its token is cancelled and its finally blocks run.</summary>
public sealed class StreamEndTests
{
    private const int Hang = 60_000;

    /// <summary>Of a manager without any streams: itself, and the object that has some.</summary>
    private const int ObjectsWithout = 2;

    private readonly TaskCompletionSource waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = Hang)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_reader_that_breaks_off_ends_the_stream_first(bool fails)
    {
        await using var manager = StreamTests.Manager(Endless);
        await using var client = await manager.ConnectAsync();
        var streams = await client.CreateAsync<IStreams>();
        try
        {
            await foreach (var item in streams.ReadAsync(0, Token))
            {
                Assert.Equal("", item);
                if (fails)
                {
                    throw new TimeoutException();
                }

                break;
            }
        }
        catch (TimeoutException)
        {
        }

        Assert.True(ended.Task.IsCompletedSuccessfully);
        Assert.True(await ended.Task);
        await Until.TrueAsync(() => manager.Server.Objects.Count == ObjectsWithout);

        async IAsyncEnumerable<string?> Endless(int argument, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            try
            {
                while (true)
                {
                    yield return "";
                }
            }
            finally
            {
                await Task.Yield();
                ended.SetResult(cancellationToken.IsCancellationRequested);
            }
        }
    }

    [Fact(Timeout = Hang)]
    public async Task What_the_end_throws_is_thrown_where_the_reader_breaks_off()
    {
        await using var manager = StreamTests.Manager(static (_, _) => Endless());
        await using var client = await manager.ConnectAsync();
        var streams = await client.CreateAsync<IStreams>();
        await Assert.ThrowsAsync<FormatException>(async () =>
        {
            await foreach (var item in streams.ReadAsync(0, Token))
            {
                break;
            }
        });

        static void Refuse() => throw new FormatException();

        static async IAsyncEnumerable<string?> Endless()
        {
            try
            {
                while (true)
                {
                    await Task.CompletedTask;
                    yield return "";
                }
            }
            finally
            {
                Refuse();
            }
        }
    }

    [Theory(Timeout = Hang)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Either_token_ends_a_wait_and_reaches_the_stream(bool ofMember, bool ofReader)
    {
        using var atWait = new SemaphoreSlim(0);
        foreach (var begin in new Func<int, CancellationToken, IAsyncEnumerable<string?>>[] { Waiting, (_, token) => WaitingWith(token) })
        {
            using var source = new CancellationTokenSource();
            using var other = new CancellationTokenSource();
            await using var manager = StreamTests.Manager(begin);
            await using var client = await manager.ConnectAsync();
            foreach (var streams in new IStreamSource[] { await client.CreateAsync<IStreams>(), await client.CreateAsync<IExclusiveStreams>(), await client.CreateAsync<IConcurrentStreams>() })
            {
                using var cancel = new CancellationTokenSource();
                var items = new List<string?>();
                var cancelling = CancelAsync(cancel);
                var stream = streams.ReadAsync(0, ofMember ? cancel.Token : ofReader ? other.Token : default);
                await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
                {
                    await foreach (var item in stream.WithCancellation(ofReader ? cancel.Token : other.Token))
                    {
                        items.Add(item);
                    }
                });
                await cancelling;
                Assert.True(items is ["a", "b"] or ["a"] or []);
            }

            await Until.TrueAsync(() => manager.Server.Objects.Count == ObjectsWithout + 2);
        }

        async Task CancelAsync(CancellationTokenSource cancel)
        {
            await atWait.WaitAsync(Token);
            await cancel.CancelAsync();
        }

        async IAsyncEnumerable<string?> Waiting(int argument, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            yield return "a";
            await Task.Yield();
            Assert.False(cancellationToken.IsCancellationRequested);
            yield return "b";
            atWait.Release();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        // One that has only what its member was given.
        IAsyncEnumerable<string?> WaitingWith(CancellationToken token)
        {
            return Iterate();

            async IAsyncEnumerable<string?> Iterate()
            {
                yield return "a";
                await Task.Yield();
                yield return "b";
                atWait.Release();
                await Task.Delay(Timeout.Infinite, token);
            }
        }
    }

    [Fact(Timeout = Hang)]
    public async Task The_token_of_the_member_is_enough()
    {
        using var cancel = new CancellationTokenSource();
        await using var manager = StreamTests.Manager(Waiting);
        await using var client = await manager.ConnectAsync();
        var streams = await client.CreateAsync<IStreams>();
        await using var items = streams.ReadAsync(0, cancel.Token).GetAsyncEnumerator(CancellationToken.None);
        Assert.True(await items.MoveNextAsync());
        var next = items.MoveNextAsync();
        await waiting.Task;
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
        Assert.True(await ended.Task);
    }

    [Fact(Timeout = Hang)]
    public async Task A_reader_that_is_cancelled_already_asks_nobody()
    {
        var calls = 0;
        await using var manager = StreamTests.Manager((_, _) =>
        {
            calls++;
            return AsyncEnumerable.Empty<string?>();
        });
        await using var client = await manager.ConnectAsync();
        var streams = await client.CreateAsync<IStreams>();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await streams.ReadAsync(0, new CancellationToken(true)).ToListAsync(Token));
        Assert.Equal(0, calls);
    }

    [Fact(Timeout = Hang)]
    public async Task The_end_of_the_session_ends_a_stream_that_waits()
    {
        await using var manager = StreamTests.Manager(Waiting);
        await using var other = await manager.ConnectAsync();
        var client = await manager.ConnectAsync();
        var streams = await client.CreateAsync<IStreams>();
        var kept = await other.AttachAsync(streams);
        var items = streams.ReadAsync(0, Token).GetAsyncEnumerator(Token);
        Assert.True(await items.MoveNextAsync());
        var next = items.MoveNextAsync().AsTask();
        await waiting.Task;
        await client.DisposeAsync();
        await Assert.ThrowsAnyAsync<SharedObjectException>(() => next);
        Assert.True(await ended.Task);
        await items.DisposeAsync();
        Assert.Equal(1, await kept.PokeAsync(1));
        await Until.TrueAsync(() => manager.Server.Objects.Count == ObjectsWithout);
    }

    [Fact(Timeout = Hang)]
    public async Task The_end_of_the_session_ends_a_stream_that_nobody_asks()
    {
        await using var manager = StreamTests.Manager(Waiting);
        await using (var client = await manager.ConnectAsync())
        {
            var streams = await client.CreateAsync<IStreams>();
            var items = streams.ReadAsync(0, Token).GetAsyncEnumerator(Token);
            Assert.True(await items.MoveNextAsync());
            await waiting.Task;
        }

        Assert.True(await ended.Task);
        await Until.TrueAsync(() => manager.Server.Objects.Count == 1);
    }

    [Fact(Timeout = Hang)]
    public async Task The_end_of_the_session_runs_finally_blocks_on_the_turn()
    {
        await using var manager = StreamTests.Manager((_, _) => Slow());
        await using var other = await manager.ConnectAsync();
        var client = await manager.ConnectAsync();
        var streams = await client.CreateAsync<IStreams>();
        var kept = await other.AttachAsync(streams);
        Assert.True(await streams.ReadAsync(0, Token).GetAsyncEnumerator(Token).MoveNextAsync());
        await client.DisposeAsync();
        Assert.True(await ended.Task);
        Assert.Equal(1, await kept.PokeAsync(1));

        async IAsyncEnumerable<string?> Slow()
        {
            try
            {
                while (true)
                {
                    yield return "";
                }
            }
            finally
            {
                var turn = SynchronizationContext.Current;
                await Task.Yield();
                ended.SetResult(turn is not null && turn == SynchronizationContext.Current);
            }
        }
    }

    [Fact(Timeout = Hang)]
    public async Task A_stream_keeps_its_object()
    {
        await using var manager = StreamTests.Manager(static (count, _) => Enumerable.Repeat("", count).ToAsyncEnumerable<string?>());
        await using var client = await manager.ConnectAsync();
        var streams = await client.CreateAsync<IStreams>();
        await using var items = streams.ReadAsync(1000, Token).GetAsyncEnumerator(Token);
        Assert.True(await items.MoveNextAsync());
        await streams.DisposeAsync();
        await client.FlushAsync();
        for (var i = 1; i < 1000; i++)
        {
            Assert.True(await items.MoveNextAsync());
        }

        Assert.False(await items.MoveNextAsync());
        await Until.TrueAsync(() => manager.Server.Objects.Count == 1);
    }

    [Theory(Timeout = Hang)]
    [InlineData(1)]
    [InlineData(299)]
    [InlineData(300)]
    public async Task A_reader_that_breaks_off_holds_nothing_that_it_has_not_read(int read)
    {
        await using var manager = new TestManager();
        await using var owner = await manager.ConnectAsync();
        var list = await owner.CreateAsync<ISharedList<(int Number, ISharedQueue<int> Queue)?>>();
        for (var i = 0; i < 300; i++)
        {
            // Every other item refers to nothing, and every third to an object that was met before.
            await list.AddAsync(i % 2 == 0 ? null : (i, i % 3 == 0 ? (await list.GetAsync(1, Token))!.Value.Queue : await owner.QueueAsync<int>()), Token);
        }

        await using var client = await manager.ConnectAsync();
        var theirs = await client.AttachAsync(list);
        await using var kept = (await theirs.GetAsync(299, Token))!.Value.Queue;
        Assert.Equal(2, client.ReferenceCount);
        var count = 0;
        await foreach (var item in theirs.EnumerateAsync(Token))
        {
            await (item?.Queue.DisposeAsync() ?? default);
            if (++count == read)
            {
                break;
            }
        }

        Assert.Equal(read, count);
        Assert.Equal(2, client.ReferenceCount);
        await client.Manager.AcknowledgeAsync();
        await kept.PutAsync(1, Token);
        Assert.Equal(1, kept.Count);
    }

    [Fact(Timeout = Hang)]
    public async Task A_reader_that_was_forgotten_is_one_that_let_go()
    {
        await using var manager = StreamTests.Manager(Waiting);
        await using var client = await manager.ConnectAsync();
        var streams = await client.CreateAsync<IStreams>();
        await BeginAsync();
        await waiting.Task;
        await Until.CollectedAsync(() => ended.Task.IsCompleted);

        [MethodImpl(MethodImplOptions.NoInlining)]
        async Task BeginAsync() => Assert.True(await streams.ReadAsync(0, Token).GetAsyncEnumerator(Token).MoveNextAsync());
    }

    [Fact(Timeout = Hang)]
    public async Task A_stream_that_does_not_heed_its_token_keeps_nobody_from_leaving()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var manager = StreamTests.Manager((_, _) => Deaf());
        await using var client = await manager.ConnectAsync();
        var streams = await client.CreateAsync<IStreams>();
        await foreach (var item in streams.ReadAsync(0, Token))
        {
            break;
        }

        Assert.False(ended.Task.IsCompleted);
        release.SetResult();
        Assert.True(await ended.Task);

        async IAsyncEnumerable<string?> Deaf()
        {
            try
            {
                yield return "";
                await release.Task;
                yield return "";
            }
            finally
            {
                ended.SetResult(true);
            }
        }
    }

    private async IAsyncEnumerable<string?> Waiting(int argument, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            yield return "";
            waiting.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            ended.TrySetResult(cancellationToken.IsCancellationRequested);
        }
    }
}
