using SharedObjects.Calls;
using SharedObjects.Process.Tests.Death;

namespace SharedObjects.Process.Tests.Objects;

/// <summary>What a process leaves in collections when it is killed: all it has written, nothing by halves, and no hold.</summary>
public sealed class CollectionDeathTests : ObjectDeathTests
{
    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedList<>), DeathState.Iterating)]
    [Death(typeof(ISharedDictionary<,>), DeathState.Iterating)]
    [Death(typeof(ISharedSet<>), DeathState.Iterating)]
    [Death(typeof(IAsyncEnumerable<>), DeathState.Holding)]
    public async Task A_process_that_is_killed_in_a_walk_leaves_no_cursor()
    {
        var numbers = Enumerable.Range(0, 1000).ToArray();
        var list = await Manager.ListAsync(numbers, Token);
        var dictionary = await Manager.DictionaryAsync(numbers.Select(static number => KeyValuePair.Create(number, number)), Token);
        var set = await Manager.SetAsync(numbers, Token);
        await using var victim = await Victim.StartAsync(Manager, report => WorkerProcess.Start(CollectionTargets.WalkAsync, list, dictionary, set, report));
        await victim.SaysAsync("True True True");

        // The collections, the report, and a cursor on each collection.
        Assert.Equal(4 + 3, await ObjectsAsync());

        victim.Kill();

        await UntilCountsAsync(4);
        Assert.Equal(numbers.AsEnumerable(), await list.ToArrayAsync(Token));
        Assert.Equal(numbers.AsEnumerable(), await dictionary.ValuesAsync(Token));
        Assert.Equal(numbers.AsEnumerable(), await set.ToArrayAsync(Token));
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedObject), DeathState.Holding)]
    public async Task A_process_that_is_killed_with_nested_objects_in_hand_leaves_no_reference()
    {
        var rooms = await Manager.DictionaryAsync<string, ISharedList<ISharedLock>>(Token);
        await using (var doors = await Manager.ListAsync<ISharedLock>(Token))
        {
            await using var door = await Manager.LockAsync(Token);
            await doors.AddAsync(door, Token);
            await rooms.SetAsync("hall", doors, Token);
        }

        await using (var victim = await Victim.StartAsync(Manager, report => WorkerProcess.Start(CollectionTargets.MoveInAsync, rooms, report)))
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

    [Theory(Timeout = Hang)]
    [InlineData(0.001)]
    [InlineData(0.6)]
    [InlineData(0.999)]
    [Death(typeof(ISharedList<>), DeathState.Writing)]
    public async Task A_write_whose_writer_is_gone_before_it_was_all_sent_is_not_made(double sent)
    {
        var list = await Manager.ListAsync<byte[]>(Token);
        using (var client = await WireClient.ConnectAsync(Manager))
        {
            await client.AttachAsync(list);
            var items = Enumerable.Repeat(new byte[64 * 1024], 32);
            var frame = client.Encode(
                list,
                "AddRangeAsync(System.Collections.Generic.IEnumerable`1<T>)",
                call => call.WriteValue(items, Codec.Collection<IEnumerable<byte[]>, byte[]>(Codec.Element<byte[]>())));
            await client.Stream.WriteAsync(frame.AsMemory(0, (int)(frame.Length * sent)), Token);
        }

        await UntilAloneAsync();
        Assert.Equal(0, list.Count);
        await list.AddAsync([1], Token);
        Assert.Single(await list.GetAsync(0, Token));
    }

    private async Task<int> ObjectsAsync() => (await Manager.GetStatisticsAsync(Token)).Objects;
}
