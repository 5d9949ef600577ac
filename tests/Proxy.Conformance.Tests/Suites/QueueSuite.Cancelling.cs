namespace SharedObjects.Conformance.Tests.Suites;

public abstract partial class QueueSuite
{
    [Fact(Timeout = Hang)]
    public Task A_call_cancelled_before_it_is_made_does_nothing() => backend.RunAsync(async () =>
    {
        var queue = await backend.QueueAsync<int>();
        await queue.PutAsync(1, Token);
        var cancelled = new CancellationToken(canceled: true);
        var get = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await queue.GetAsync(cancelled));
        Assert.Equal(cancelled, get.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await queue.GetAsync(TimeSpan.FromSeconds(1), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await queue.PutAsync(2, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await queue.PutAsync(2, TimeSpan.FromSeconds(1), cancelled));
        Assert.Equal(1, queue.Count);
        Assert.Equal(1, await queue.GetAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task A_cancelled_get_takes_nothing() => backend.RunAsync(async () =>
    {
        var queue = await backend.QueueAsync<string>();
        using var cancellation = new CancellationTokenSource();
        var cancelled = queue.GetAsync(cancellation.Token).AsTask();
        var waiting = queue.GetAsync(Token).AsTask();
        Begun(queue);
        await cancellation.CancelAsync();
        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Equal(cancellation.Token, exception.CancellationToken);
        await queue.PutAsync("item", Token);
        Assert.Equal("item", await waiting);
    });

    [Fact(Timeout = Hang)]
    public Task A_cancelled_put_puts_nothing() => backend.RunAsync(async () =>
    {
        var queue = await backend.QueueAsync<string>(1);
        await queue.PutAsync("first", Token);
        using var cancellation = new CancellationTokenSource();
        var cancelled = queue.PutAsync("cancelled", TimeSpan.FromMinutes(1), cancellation.Token).AsTask();
        var waiting = queue.PutAsync("second", Token).AsTask();
        Begun(queue);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Equal("first", await queue.GetAsync(Token));
        await waiting;
        Assert.Equal("second", await queue.GetAsync(Token));
        Assert.Equal(0, queue.Count);
    });

    [Fact(Timeout = Hang)]
    public Task Cancelling_what_has_ended_changes_nothing() => backend.RunAsync(async () =>
    {
        var queue = await backend.QueueAsync<string>();
        using var cancellation = new CancellationTokenSource();
        await queue.PutAsync("item", cancellation.Token);
        Assert.Equal("item", await queue.GetAsync(cancellation.Token));
        await cancellation.CancelAsync();
        await queue.PutAsync("next", Token);
        Assert.Equal("next", await queue.GetAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task A_get_cancelled_as_an_item_comes_takes_it_or_leaves_it() => backend.RunAsync(async () =>
    {
        var queue = await backend.QueueAsync<int>();
        var random = new Random(1);
        for (var round = 0; round < 300; round++)
        {
            using var cancellation = new CancellationTokenSource();
            var get = queue.GetAsync(cancellation.Token).AsTask();
            var cancelFirst = random.Next(2) == 0;
            var cancel = cancelFirst ? backend.BesideAsync(() => Cancel(cancellation)) : null;
            var put = backend.BesideAsync(() => queue.PutAsync(round, Token).AsTask());
            cancel ??= backend.BesideAsync(() => Cancel(cancellation));
            await Task.WhenAll(cancel, put);
            var taken = await Outcome(get) is (true, var item) ? item : await queue.GetAsync(Token);
            Assert.Equal(round, taken);
            Assert.Equal(0, queue.Count);
        }
    });

    [Fact(Timeout = Hang)]
    public Task A_put_cancelled_as_room_comes_puts_its_item_once_or_never() => backend.RunAsync(async () =>
    {
        var queue = await backend.QueueAsync<int>(1);
        for (var round = 0; round < 300; round++)
        {
            await queue.PutAsync(-1, Token);
            using var cancellation = new CancellationTokenSource();
            var put = queue.PutAsync(round, cancellation.Token).AsTask();
            var get = backend.BesideAsync(async () => Assert.Equal(-1, await queue.GetAsync(Token)));
            await Task.WhenAll(backend.BesideAsync(() => Cancel(cancellation)), get);
            await put.ContinueWith(static _ => { }, Token, TaskContinuationOptions.None, TaskScheduler.Default);
            Assert.True(put.IsCompletedSuccessfully || put.IsCanceled);
            Assert.Equal((put.IsCompletedSuccessfully, put.IsCompletedSuccessfully ? round : 0), await queue.TryGetAsync(Token));
        }
    });

    [Fact(Timeout = Hang)]
    public Task No_item_is_lost_or_doubled_whatever_is_cancelled() => backend.RunAsync(async () =>
    {
        const int Activities = 8;
        const int Rounds = 60;
        var queue = await backend.QueueAsync<int>(3);
        var put = new List<int>[Activities];
        var got = new List<int>[Activities];
        await Task.WhenAll(Enumerable.Range(0, 2 * Activities).Select(activity => backend.BesideAsync(async () =>
        {
            var random = new Random(activity);
            var mine = new List<int>();
            (activity < Activities ? put : got)[activity % Activities] = mine;
            for (var round = 0; round < Rounds; round++)
            {
                using var cancellation = new CancellationTokenSource();
                var item = (activity * Rounds) + round;
                var call = activity < Activities
                    ? Put(item, cancellation.Token)
                    : queue.GetAsync(cancellation.Token).AsTask();
                for (var yields = random.Next(20); yields > 0 && !call.IsCompleted; yields--)
                {
                    await Task.Yield();
                }

                await Cancel(cancellation);
                if (await Outcome(call) is (true, var value))
                {
                    mine.Add(value);
                }
            }
        })));

        var left = new List<int>();
        while (await queue.TryGetAsync(Token) is (true, var item))
        {
            left.Add(item);
        }

        Assert.Equal(put.SelectMany(items => items).Order(), got.SelectMany(items => items).Concat(left).Order());

        async Task<int> Put(int item, CancellationToken cancellationToken)
        {
            await queue.PutAsync(item, cancellationToken);
            return item;
        }
    });

    /// <summary>Cancels on the thread it is called on: without a manager, that is the object's turn.</summary>
    private static Task Cancel(CancellationTokenSource cancellation)
    {
        cancellation.Cancel();
        return Task.CompletedTask;
    }

    /// <summary>What came of a call that may have been cancelled; any other failure is one of the test.</summary>
    private static async Task<(bool Happened, T Value)> Outcome<T>(Task<T> call)
    {
        try
        {
            return (true, await call);
        }
        catch (OperationCanceledException)
        {
            return (false, default!);
        }
    }
}
