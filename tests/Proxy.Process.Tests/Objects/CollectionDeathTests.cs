using SharedObjects.Calls;

namespace SharedObjects.Process.Tests.Objects;

/// <summary>What a process leaves in collections when it is killed: all it has written, nothing by halves, and no hold.</summary>
public sealed class CollectionDeathTests : ProcessTests, IAsyncLifetime
{
    private SharedManager manager = null!;

    public async ValueTask InitializeAsync() => manager = await SharedManager.StartAsync(cancellationToken: Token);

    public ValueTask DisposeAsync() => manager.DisposeAsync();

    [Fact(Timeout = 60_000)]
    public async Task A_process_that_is_killed_in_a_walk_leaves_no_cursor()
    {
        var numbers = Enumerable.Range(0, 1000).ToArray();
        var list = await manager.ListAsync(numbers, Token);
        var dictionary = await manager.DictionaryAsync(numbers.Select(static number => KeyValuePair.Create(number, number)), Token);
        var set = await manager.SetAsync(numbers, Token);
        await using var victim = await Victim.StartAsync(manager, report => WorkerProcess.Start(CollectionTargets.WalkAsync, list, dictionary, set, report));
        await victim.SaysAsync("True True True");

        // The collections, the report, and a cursor on each collection.
        Assert.Equal(4 + 3, await ObjectsAsync());

        victim.Kill();

        await UntilCountsAsync(4);
        Assert.Equal(numbers.AsEnumerable(), await list.ToArrayAsync(Token));
        Assert.Equal(numbers.AsEnumerable(), await set.ToArrayAsync(Token));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_process_that_is_killed_with_nested_objects_in_hand_leaves_no_reference()
    {
        var rooms = await manager.DictionaryAsync<string, ISharedList<ISharedLock>>(Token);
        await using (var doors = await manager.ListAsync<ISharedLock>(Token))
        {
            await using var door = await manager.LockAsync(Token);
            await doors.AddAsync(door, Token);
            await rooms.SetAsync("hall", doors, Token);
        }

        await using (var victim = await Victim.StartAsync(manager, report => WorkerProcess.Start(CollectionTargets.MoveInAsync, rooms, report)))
        {
            await victim.SaysAsync("holds True");
            await using var hall = await rooms.GetAsync("hall", Token);
            await using var attic = await rooms.GetAsync("attic", Token);
            Assert.Equal(hall, attic);
            await using var door = await attic.GetAsync(1, Token);
            Assert.Equal(door, await hall.GetAsync(0, Token));
            var waiting = door.AcquireAsync(Token);

            victim.Kill();

            await using var lease = await waiting;
            Assert.True(lease.PreviousOwnerLost);
        }

        Assert.Equal(2, await rooms.RemoveManyAsync(["hall", "attic"], Token));
        await UntilCountsAsync(1);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(0.001)]
    [InlineData(0.6)]
    [InlineData(0.999)]
    public async Task A_write_whose_writer_is_gone_before_it_was_all_sent_is_not_made(double sent)
    {
        var list = await manager.ListAsync<byte[]>(Token);
        var sessions = (await manager.GetStatisticsAsync(Token)).Sessions;
        using (var client = await WireClient.ConnectAsync(manager))
        {
            await client.AttachAsync(list);
            var items = Enumerable.Repeat(new byte[64 * 1024], 32);
            var frame = client.Encode(
                ((ManagedProxy)list).Handle.Reference.Id,
                Contract.Of<ISharedList<byte[]>>(),
                "AddRangeAsync(System.Collections.Generic.IEnumerable`1<T>)",
                call => call.WriteValue(items, Codec.Collection<IEnumerable<byte[]>, byte[]>(Codec.Element<byte[]>())));
            await client.Stream.WriteAsync(frame.AsMemory(0, (int)(frame.Length * sent)), Token);
        }

        while ((await manager.GetStatisticsAsync(Token)).Sessions != sessions)
        {
            Token.ThrowIfCancellationRequested();
        }

        Assert.Equal(0, list.Count);
        await list.AddAsync([1], Token);
        Assert.Single(await list.GetAsync(0, Token));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_process_that_is_killed_while_it_writes_leaves_whole_writes_only()
    {
        var list = await manager.ListAsync<int>(Token);
        var counts = await manager.DictionaryAsync<string, int>(Token);
        await using (var victim = await Victim.StartAsync(manager, report => WorkerProcess.Start(CollectionTargets.CountAsync, list, counts, report)))
        {
            await victim.SaysAsync("counts");
            victim.Kill();
        }

        while ((await manager.GetStatisticsAsync(Token)).Sessions != 1)
        {
            Token.ThrowIfCancellationRequested();
        }

        var items = await list.ToArrayAsync(Token);
        var written = items.Length / 3;
        Assert.Equal(Enumerable.Range(0, written).SelectMany(static i => Enumerable.Repeat(i, 3)), items);
        Assert.InRange(await counts.GetAsync("count", Token), Math.Max(11, written - 1), written);
    }

    private async Task<int> ObjectsAsync() => (await manager.GetStatisticsAsync(Token)).Objects;

    /// <summary>What of a killed process was in a collection goes when the manager collects its garbage.</summary>
    private async Task UntilCountsAsync(int objects)
    {
        do
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await manager.CollectAsync();
        }
        while (await ObjectsAsync() != objects);
    }
}
