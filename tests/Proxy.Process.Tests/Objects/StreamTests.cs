using SharedObjects.Process.Tests.Death;
using SharedObjects.Process.Tests.Workers;

namespace SharedObjects.Process.Tests.Objects;

/// <summary>Streams, members with a body and objects inside other values, with a manager that is another process.</summary>
public sealed class StreamTests : ProcessTests, IAsyncLifetime
{
    private SharedManager manager = null!;
    private IWatched<string> watched = null!;

    public async ValueTask InitializeAsync()
    {
        manager = await SharedManager.StartAsync<TestManager>(cancellationToken: Token);
        watched = await manager.CreateAsync<IWatched<string>>(Token);
    }

    public ValueTask DisposeAsync() => manager.DisposeAsync();

    [Fact(Timeout = 60_000)]
    public async Task A_long_stream_comes_whole_and_in_order()
    {
        var place = 0;
        await foreach (var item in watched.RepeatAsync("item", 20_000, Token))
        {
            Assert.Equal(new Numbered<string>("item", place++), item);
        }

        Assert.Equal(20_000, place);
        await foreach (var item in watched.RepeatAsync("item", int.MaxValue).WithCancellation(Token))
        {
            if (item.Place == 1_000)
            {
                break;
            }
        }
    }

    [Fact(Timeout = 60_000)]
    [Death(typeof(IAsyncEnumerable<>), DeathState.Waiting)]
    public async Task A_stream_ends_with_the_process_that_reads_it()
    {
        await using var victim = await Victim.StartAsync(manager, report => WorkerProcess.Start(StreamTargets.ReadAsync, watched, report));
        await victim.SaysAsync("item");
        var ended = watched.EndedAsync(Token);

        victim.Kill();

        await ended;
    }

    [Fact(Timeout = 60_000)]
    public async Task A_reader_is_told_when_the_manager_is_gone()
    {
        await using var items = watched.WaitAsync("item", Token).GetAsyncEnumerator(Token);
        Assert.True(await items.MoveNextAsync());
        var next = items.MoveNextAsync();

        using (var process = System.Diagnostics.Process.GetProcessById(manager.ProcessId))
        {
            process.Kill();
        }

        await Assert.ThrowsAsync<ManagerLostException>(async () => await next);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_member_with_a_body_runs_where_it_is_called()
    {
        Assert.NotEqual(Environment.ProcessId, manager.ProcessId);
        Assert.Equal((Environment.ProcessId, manager.ProcessId), await watched.ProcessIdsAsync());
        Assert.Equal([(Environment.ProcessId, manager.ProcessId), (Environment.ProcessId, manager.ProcessId)], await watched.SelectAsync(static (here, there) => (here, there), 2, Token).ToListAsync(Token));
    }

    [Fact(Timeout = 60_000)]
    public async Task Objects_inside_other_values_are_the_same_objects_everywhere()
    {
        var other = await manager.CreateAsync<IWatched<string>>(Token);
        var added = await manager.QueueAsync<int>(cancellationToken: Token);
        var members = new Dictionary<string, IWatched<string>> { ["a"] = other, ["b"] = watched };
        Assert.Equal([("first", watched), ("a", other), ("b", watched)], await watched.ListAsync(new(null, members), added));
        Assert.Equal(2, await added.GetAsync(Token));

        // As elements, which the manager does not look into.
        var lists = await manager.QueueAsync<List<IWatched<string>>>(cancellationToken: Token);
        await lists.PutAsync([watched, other], Token);
        Assert.Equal([watched, other], await lists.GetAsync(Token));
        var groups = await manager.QueueAsync<Dictionary<string, (ISharedQueue<int>, Group<string>)>>(cancellationToken: Token);
        await groups.PutAsync(new() { ["k"] = (added, new(other, members)) }, Token);
        var (queue, group) = (await groups.GetAsync(Token))["k"];
        await queue.PutAsync(5, Token);
        Assert.Equal(5, await added.GetAsync(Token));
        Assert.Equal(other, group.First);
        Assert.Equal(members, group.Members);
        Assert.Equal(manager.ProcessId, (await group.Members["a"].ProcessIdsAsync()).There);

        // And as items of a stream.
        var watchedObjects = await manager.CreateAsync<IWatched<(IWatched<string>, ISharedQueue<int>)>>(Token);
        await foreach (var item in watchedObjects.RepeatAsync((other, added), 3, Token))
        {
            Assert.Equal((other, added), item.Item);
        }
    }
}
