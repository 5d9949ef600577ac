using SharedObjects.Client;
using SharedObjects.Hosting;
using SharedObjects.Runtime.Tests.Support;

namespace SharedObjects.Runtime.Tests.Server;

public sealed class ObjectLifeTests
{
    private const int Hang = 60_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Hang)]
    public async Task An_object_is_disposed_once_when_its_last_reference_goes()
    {
        var disposed = 0;
        await using var manager = Keepers(() => disposed++);
        await using var one = await manager.ConnectAsync();
        await using var other = await manager.ConnectAsync();
        var keeper = await one.CreateAsync<IKeeper>();
        var shared = await other.AttachAsync(keeper);
        var before = manager.Server.Objects.Count;
        await Dispose(keeper);
        await one.Manager.AcknowledgeAsync();
        Assert.Equal(0, Volatile.Read(ref disposed));
        Assert.Null(await shared.KeptAsync());
        await Dispose(shared);
        await Until.TrueAsync(() => Volatile.Read(ref disposed) == 1 && manager.Server.Objects.Count == before - 1);
        await manager.DisposeAsync();
        Assert.Equal(1, disposed);
    }

    [Fact(Timeout = Hang)]
    public async Task An_object_goes_with_the_last_session_that_has_it()
    {
        var disposed = 0;
        await using var manager = Keepers(() => disposed++);
        await using (var client = await manager.ConnectAsync())
        {
            await client.CreateAsync<IKeeper>();
            await client.CreateAsync<IKeeper>();
        }

        await Until.TrueAsync(() => Volatile.Read(ref disposed) == 2);
    }

    [Fact(Timeout = Hang)]
    public async Task A_manager_that_stops_disposes_every_object_once()
    {
        var disposed = 0;
        var manager = Keepers(() => Interlocked.Increment(ref disposed));
        await using var client = await manager.ConnectAsync();
        var kept = await client.CreateAsync<IKeeper>();
        await (await client.CreateAsync<IKeeper>()).KeepAsync(kept);
        await manager.DisposeAsync();
        Assert.Equal(2, disposed);
        await Until.TrueAsync(() => client.Lost.IsCancellationRequested);
        await Assert.ThrowsAsync<ManagerLostException>(() => kept.KeptAsync().AsTask());
    }

    [Fact(Timeout = Hang)]
    public async Task Objects_that_only_keep_each_other_are_found_and_disposed_once_each()
    {
        var disposed = 0;
        await using var manager = Keepers(() => Interlocked.Increment(ref disposed));
        await using var client = await manager.ConnectAsync();
        var outside = await client.CreateAsync<IKeeper>();
        await RingAsync(client, outside);
        await Until.CollectedAsync(() => Volatile.Read(ref disposed) == 3);
        Assert.NotNull(await outside.KeptAsync());
        await outside.KeepAsync(null);
        await Until.CollectedAsync(() => Volatile.Read(ref disposed) == 4);

        static async Task RingAsync(ClientSession client, IKeeper outside)
        {
            var members = new IKeeper[3];
            for (var i = 0; i < members.Length; i++)
            {
                members[i] = await client.CreateAsync<IKeeper>();
            }

            for (var i = 0; i < members.Length; i++)
            {
                await members[i].KeepAsync(members[(i + 1) % members.Length]);
            }

            var kept = await client.CreateAsync<IKeeper>();
            await outside.KeepAsync(kept);
            foreach (var member in members.Append(kept))
            {
                await Dispose(member);
            }
        }
    }

    [Fact(Timeout = Hang)]
    public async Task What_a_queue_drops_goes_with_it()
    {
        var disposed = 0;
        await using var manager = Keepers(() => Interlocked.Increment(ref disposed));
        await using var client = await manager.ConnectAsync();
        await using var near = ManagerHost.Connect(manager.Server);
        await FillAsync(client);
        await Until.CollectedAsync(() => Volatile.Read(ref disposed) == 1);

        static async Task FillAsync(ClientSession client)
        {
            var queue = await client.QueueAsync<IKeeper>();
            var item = await client.CreateAsync<IKeeper>();
            await queue.PutAsync(item, Token);
            await Dispose(item);
            await queue.DisposeAsync();
        }
    }

    private static TestManager Keepers(Action disposed) => new(builder => builder.Register<IKeeper>(() => new KeeperReferent(disposed)));

    private static ValueTask Dispose(IKeeper proxy) => ((IAsyncDisposable)proxy).DisposeAsync();
}
