namespace SharedObjects.Conformance.Tests.Nesting;

/// <summary>
/// Objects in collections, at any depth: alive and of use while any collection has them, and disposed within one collection of garbage when none has. Each
/// test counts the objects of a manager of its own.
/// </summary>
public abstract class NestedObjectTests
{
    private const int Hang = 60_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    protected abstract ValueTask<SharedManager> StartAsync();

    [Fact(Timeout = Hang)]
    public async Task A_list_keeps_its_queues()
    {
        await using var manager = await StartAsync();
        var list = await manager.ListAsync<ISharedQueue<int>?>(Token);
        await using (var queue = await manager.QueueAsync<int>(cancellationToken: Token))
        {
            await queue.PutAsync(7, Token);
            await list.AddRangeAsync([queue, null, queue], Token);
        }

        await manager.CollectAsync();
        await CountsAsync(manager, 2);
        await using (var queue = await list.RemoveAtAsync(0, Token))
        {
            Assert.Equal(queue, await list.GetAsync(^1, Token));
            Assert.Equal(1, await list.IndexOfAsync(queue, Token));
            Assert.Equal(7, await queue!.GetAsync(Token));
        }

        await list.SetAsync(1, null, Token);
        await UntilCountsAsync(manager, 1);
    }

    [Fact(Timeout = Hang)]
    public async Task A_dictionary_keeps_lists_of_locks()
    {
        await using var manager = await StartAsync();
        var rooms = await manager.DictionaryAsync<string, ISharedList<ISharedLock>>(Token);
        await using (var doors = await manager.ListAsync<ISharedLock>(Token))
        {
            await using var door = await manager.LockAsync(Token);
            await doors.AddAsync(door, Token);
            await rooms.SetAsync("hall", doors, Token);
        }

        await manager.CollectAsync();
        await CountsAsync(manager, 3);
        await using (var doors = await rooms.GetAsync("hall", Token))
        {
            await using var door = await doors.GetAsync(0, Token);
            await using (await door.AcquireAsync(Token))
            {
                Assert.True((await (await rooms.GetAsync("hall", Token)).GetAsync(0, Token)).IsHeld);
            }
        }

        Assert.True(await rooms.RemoveAsync("hall", Token));
        await UntilCountsAsync(manager, 1);
    }

    [Fact(Timeout = Hang)]
    public async Task A_set_has_an_object_once_and_a_dictionary_has_it_as_a_key()
    {
        await using var manager = await StartAsync();
        var set = await manager.SetAsync<ISharedQueue<int>>(Token);
        var names = await manager.DictionaryAsync<ISharedQueue<int>, string>(Token);
        await using (var queue = await manager.QueueAsync<int>(cancellationToken: Token))
        await using (var other = await manager.QueueAsync<int>(cancellationToken: Token))
        {
            Assert.True(await set.AddAsync(queue, Token));
            await using var twin = (await set.ToArrayAsync(Token))[0];
            Assert.False(await set.AddAsync(twin, Token));
            Assert.False(await set.ContainsAsync(other, Token));
            await names.SetAsync(queue, "queue", Token);
            Assert.Equal("queue", await names.GetAsync(twin, Token));
            Assert.False(await names.ContainsKeyAsync(other, Token));
            Assert.True((await set.ToHashSetAsync(Token)).SetEquals([queue]));
        }

        await UntilCountsAsync(manager, 3);
        await set.ClearAsync(Token);
        await manager.CollectAsync();
        await CountsAsync(manager, 3);
        await names.ClearAsync(Token);
        await UntilCountsAsync(manager, 2);
    }

    [Fact(Timeout = Hang)]
    public async Task A_list_may_contain_itself()
    {
        await using var manager = await StartAsync();
        await using (var list = await manager.ListAsync<Loop>(Token))
        {
            await using var other = await manager.ListAsync<Loop>(Token);
            await list.AddRangeAsync([new("itself", list), new("other", other)], Token);
            await other.AddAsync(new("back", list), Token);
            var back = (await (await list.GetAsync(1, Token)).List.GetAsync(0, Token)).List;
            Assert.Equal(list, back);
            Assert.Equal(list, (await back.GetAsync(0, Token)).List);
        }

        await UntilCountsAsync(manager, 0);
    }

    [Fact(Timeout = Hang)]
    public async Task Objects_come_along_with_a_walk_a_batch_and_a_snapshot()
    {
        await using var manager = await StartAsync();
        var list = await manager.ListAsync<ISharedCounter>(Token);
        for (var i = 0; i < 5; i++)
        {
            await using var counter = await manager.CounterAsync(i, Token);
            await list.AddAsync(counter, Token);
        }

        var values = new List<long>();
        await foreach (var counter in list.EnumerateAsync(Token))
        {
            values.Add(await counter.GetAsync(Token));
        }

        await foreach (var counter in list.EnumerateSnapshotAsync(Token))
        {
            values.Add(await counter.GetAsync(Token));
        }

        foreach (var counter in await list.GetRangeAsync(1, 3, Token))
        {
            values.Add(await counter.GetAsync(Token));
        }

        Assert.Equal([0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 1, 2, 3], values);
        await list.ClearAsync(Token);
        await UntilCountsAsync(manager, 1);
    }

    [Fact(Timeout = Hang)]
    public async Task What_cannot_be_filled_does_not_stay()
    {
        await using var manager = await StartAsync();
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await manager.DictionaryAsync<string, int>([new("a", 1), new(null!, 1)], Token));
        await Assert.ThrowsAsync<EncodingException>(async () => await manager.ListAsync(Failing(), Token));
        await Assert.ThrowsAsync<EncodingException>(async () => await manager.SetAsync(Failing(), Token));

        // They were given back by hand, not when they were collected.
        while ((await manager.GetStatisticsAsync(Token)).Objects != 0)
        {
            Token.ThrowIfCancellationRequested();
        }

        static IEnumerable<int> Failing()
        {
            yield return 1;
            throw new DivideByZeroException();
        }
    }

    private static async Task CountsAsync(SharedManager manager, int objects) => Assert.Equal(objects, (await manager.GetStatisticsAsync(Token)).Objects);

    /// <summary>Proxies that were not disposed give theirs back when this process collects them.</summary>
    private static async Task UntilCountsAsync(SharedManager manager, int objects)
    {
        do
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await manager.CollectAsync();
        }
        while ((await manager.GetStatisticsAsync(Token)).Objects != objects);
    }
}
