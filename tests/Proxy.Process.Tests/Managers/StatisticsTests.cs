using SharedObjects.Process.Tests.Workers;

namespace SharedObjects.Process.Tests.Managers;

public sealed class StatisticsTests : ProcessTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_manager_says_what_it_holds()
    {
        await using var manager = await SharedManager.StartAsync(cancellationToken: Token);
        var before = await manager.GetStatisticsAsync(Token);
        Assert.Equal((0, 1, 0, manager.ProcessId), (before.Objects, before.Sessions, before.WaitingCalls, before.ProcessId));
        Assert.InRange(before.ManagedBytes, 1, 100_000_000);

        var queue = await manager.QueueAsync<int>(cancellationToken: Token);
        var waiting = queue.GetAsync(Token).AsTask();
        using (var client = await WireClient.ConnectAsync(manager))
        {
            await client.AttachAsync(queue);
            var during = await manager.GetStatisticsAsync(Token);
            Assert.Equal((1, 2, 1), (during.Objects, during.Sessions, during.WaitingCalls));
        }

        await queue.PutAsync(1, Token);
        Assert.Equal(1, await waiting);
        await queue.DisposeAsync();
        var after = await manager.GetStatisticsAsync(Token);
        while (after != after with { Objects = 0, Sessions = 1, WaitingCalls = 0 })
        {
            after = await manager.GetStatisticsAsync(Token);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task An_object_that_only_another_referred_to_is_disposed_within_one_collection()
    {
        await using var manager = await SharedManager.StartAsync<TestManager>(cancellationToken: Token);
        var named = (await manager.GetStatisticsAsync(Token)).Objects;
        var path = Path.Combine(TestEnvironment.TemporaryDirectory, Path.GetRandomFileName());
        var outer = await manager.QueueAsync<ISharedQueue<ITracked>>(cancellationToken: Token);
        await using (var inner = await manager.QueueAsync<ITracked>(cancellationToken: Token))
        {
            await using var tracked = await manager.CreateAsync<ITracked, string>(path, Token);
            await inner.PutAsync(tracked, Token);
            await outer.PutAsync(inner, Token);
        }

        await manager.CollectAsync();
        Assert.Equal(named + 3, (await manager.GetStatisticsAsync(Token)).Objects);
        Assert.False(File.Exists(path));

        await outer.DisposeAsync();
        await manager.CollectAsync();
        Assert.True(File.Exists(path));
        Assert.Equal(named, (await manager.GetStatisticsAsync(Token)).Objects);
        File.Delete(path);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_object_whose_last_holder_was_killed_is_disposed_though_nothing_else_happens()
    {
        await using var manager = await SharedManager.StartAsync<TestManager>(cancellationToken: Token);
        var path = Path.Combine(TestEnvironment.TemporaryDirectory, Path.GetRandomFileName());
        var objects = await manager.QueueAsync<ITracked>(cancellationToken: Token);
        var ready = await manager.QueueAsync<int>(cancellationToken: Token);
        await using (var tracked = await manager.CreateAsync<ITracked, string>(path, Token))
        {
            await objects.PutAsync(tracked, Token);
        }

        await using var worker = WorkerProcess.Start(WorkerTargets.HoldAsync, objects, ready);
        Assert.Equal(1, await ready.GetAsync(Token));
        Assert.False(File.Exists(path));

        worker.Kill();

        await ProcFs.UntilAsync(() => File.Exists(path));
        File.Delete(path);
    }
}
