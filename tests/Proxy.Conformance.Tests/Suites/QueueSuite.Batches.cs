using SharedObjects.Conformance.Tests.Backends;

namespace SharedObjects.Conformance.Tests.Suites;

public abstract partial class QueueSuite
{
    [Fact(Timeout = Hang)]
    public Task Several_items_go_in_and_come_out_in_one_piece() => backend.RunAsync(async () =>
    {
        var queue = await backend.QueueAsync<string?>(5);
        Assert.True(queue.IsEmpty);
        await queue.PutManyAsync(["a", null, "c"], Token);
        Assert.True(await queue.TryPutManyAsync([], Token));
        Assert.False(await queue.TryPutManyAsync(["d", "e", "f"], Token));
        Assert.True(await queue.TryPutManyAsync(["d", "e"], Token));
        Assert.True(queue.IsFull);
        Assert.False(queue.IsEmpty);
        Assert.Equal((true, "a"), await queue.TryPeekAsync(Token));
        Items.Are(await queue.GetManyAsync(2, Token), "a", null);
        Assert.False(queue.IsFull);
        Items.Are(await queue.TryGetManyAsync(1, Token), "c");
        Items.Are(await queue.GetManyAsync(100, TimeSpan.Zero, Token), "d", "e");
        Assert.Empty(await queue.TryGetManyAsync(100, Token));
        Assert.Equal((false, null), await queue.TryPeekAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task A_batch_waits_for_room_for_all_of_it_and_nobody_overtakes_it() => backend.RunAsync(async () =>
    {
        var queue = await backend.QueueAsync<int>(3);
        await queue.PutManyAsync([1, 2], Token);
        var batch = queue.PutManyAsync([3, 4], Token).AsTask();
        var single = queue.PutAsync(5, Token).AsTask();
        Begun(queue);
        Assert.False(await queue.TryPutAsync(6, Token));
        Assert.False(await queue.TryPutManyAsync([6], Token));
        Assert.Equal(2, queue.Count);
        Assert.Equal(1, await queue.GetAsync(Token));
        await batch;
        Assert.False(single.IsCompleted);
        Items.Are(await queue.GetManyAsync(9, Token), 2, 3, 4);
        await single;
        Items.Are(await queue.GetManyAsync(9, Token), 5);
    });

    [Fact(Timeout = Hang)]
    public Task A_batch_that_gives_up_lets_those_behind_it_go_on() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.SetsTheTime);
        var queue = await backend.QueueAsync<int>(3);
        await queue.PutManyAsync([1, 2], Token);
        using var cancellation = new CancellationTokenSource();
        var cancelled = queue.PutManyAsync([7, 8], cancellation.Token).AsTask();
        var late = queue.PutManyAsync([8, 9], TimeSpan.FromSeconds(5), Token).AsTask();
        var single = queue.PutAsync(3, Token).AsTask();
        Begun(queue);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Begun(queue);
        Assert.False(single.IsCompleted);
        backend.Advance(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAsync<TimeoutException>(() => late);
        await single;
        Items.Are(await queue.GetManyAsync(9, Token), 1, 2, 3);
    });

    [Fact(Timeout = Hang)]
    public Task Whoever_waits_for_several_gets_what_comes_first() => backend.RunAsync(async () =>
    {
        var queue = await backend.QueueAsync<int>();
        var several = queue.GetManyAsync(3, Token).AsTask();
        var one = queue.GetAsync(Token).AsTask();
        Begun(queue);
        await queue.PutAsync(1, Token);
        Items.Are(await several, 1);
        await queue.PutManyAsync([2, 3, 4], Token);
        Assert.Equal(2, await one);
        Items.Are(await queue.GetManyAsync(3, Token), 3, 4);
    });

    [Fact(Timeout = Hang)]
    public Task A_batch_that_cannot_be_is_refused_and_nothing_is_put_or_taken() => backend.RunAsync(async () =>
    {
        var queue = await backend.QueueAsync<int>(2);
        await queue.PutAsync(1, Token);
        Assert.Equal("items", (await Assert.ThrowsAsync<ArgumentException>(async () => await queue.PutManyAsync([1, 2, 3], Token))).ParamName);
        Assert.Equal("items", (await Assert.ThrowsAsync<ArgumentException>(async () => await queue.TryPutManyAsync([1, 2, 3], Token))).ParamName);
        Assert.Equal("items", (await Assert.ThrowsAsync<ArgumentNullException>(async () => await queue.PutManyAsync(null!, Token))).ParamName);
        Assert.Equal("timeout", (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await queue.PutManyAsync([2], TimeSpan.FromTicks(-1), Token))).ParamName);
        foreach (var atMost in new[] { 0, -1 })
        {
            Assert.Equal("atMost", (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await queue.GetManyAsync(atMost, Token))).ParamName);
            Assert.Equal("atMost", (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await queue.TryGetManyAsync(atMost, Token))).ParamName);
        }

        await Assert.ThrowsAsync<TimeoutException>(async () => await queue.PutManyAsync([2, 3], TimeSpan.Zero, Token));
        Items.Are(await queue.GetManyAsync(9, Token), 1);
        await Assert.ThrowsAsync<TimeoutException>(async () => await queue.GetManyAsync(9, TimeSpan.Zero, Token));
    });

    [Fact(Timeout = Hang)]
    public Task An_item_says_who_put_it() => backend.RunAsync(async () =>
    {
        int? here = backend.ReasonAgainst(Ability.HasSessions) is null ? Environment.ProcessId : null;
        var queue = await backend.QueueAsync<int>(1);
        await queue.PutAsync(1, Token);
        var waiting = queue.PutAsync(2, Token).AsTask();
        var (item, origin) = await queue.GetWithOriginAsync(Token);
        Assert.Equal((1, here), (item, origin?.ProcessId));
        await waiting;
        (item, origin) = await queue.GetWithOriginAsync(TimeSpan.Zero, Token);
        Assert.Equal((2, here), (item, origin?.ProcessId));
        Assert.Equal((false, 0, null), await queue.TryGetWithOriginAsync(Token));
        await queue.PutManyAsync([3], Token);
        var (taken, third, whose) = await queue.TryGetWithOriginAsync(Token);
        Assert.Equal((true, 3, here), (taken, third, whose?.ProcessId));
    });

    [Fact(Timeout = Hang)]
    public Task Clearing_drops_what_is_there_and_makes_room() => backend.RunAsync(async () =>
    {
        var queue = await backend.QueueAsync<int>(2);
        await queue.PutManyAsync([1, 2], Token);
        var waiting = queue.PutAsync(3, Token).AsTask();
        Begun(queue);
        Assert.Equal(2, await queue.ClearAsync(Token));
        await waiting;
        Items.Are(await queue.GetManyAsync(9, Token), 3);
        Assert.Equal(0, await queue.ClearAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task Reading_all_takes_one_item_at_a_time_and_ends_with_the_queue() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.ServesManyThreads);
        var queue = await backend.QueueAsync<int>();
        await queue.PutManyAsync([1, 2, 3], Token);
        await foreach (var item in queue.ReadAllAsync(Token))
        {
            Assert.Equal(1, item);
            break;
        }

        Assert.Equal(2, queue.Count);
        List<int> seen = [];
        var reading = ReadAsync();
        await queue.PutAsync(4, Token);
        await queue.ShutDownAsync(cancellationToken: Token);
        await reading;
        Assert.Equal([2, 3, 4], seen);

        using var cancellation = new CancellationTokenSource();
        var never = await backend.QueueAsync<int>();
        await using var waiting = never.ReadAllAsync(cancellation.Token).GetAsyncEnumerator(Token);
        var next = waiting.MoveNextAsync().AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);

        async Task ReadAsync()
        {
            await foreach (var item in queue.ReadAllAsync(Token))
            {
                seen.Add(item);
            }
        }
    });
}
