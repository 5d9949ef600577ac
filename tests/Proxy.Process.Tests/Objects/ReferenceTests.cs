using SharedObjects.Process.Tests.Death;
using SharedObjects.Process.Tests.Workers;

namespace SharedObjects.Process.Tests.Objects;

/// <summary>An object lives exactly as long as some process holds it, however that process ends.</summary>
public sealed class ReferenceTests : ProcessTests, IAsyncLifetime
{
    private readonly string path = Path.Combine(TestEnvironment.TemporaryDirectory, Path.GetRandomFileName());
    private SharedManager manager = null!;
    private ISharedQueue<ITracked> objects = null!;
    private ISharedQueue<int> ready = null!;

    public async ValueTask InitializeAsync()
    {
        manager = await SharedManager.StartAsync<TestManager>(cancellationToken: Token);
        objects = await manager.QueueAsync<ITracked>(cancellationToken: Token);
        ready = await manager.QueueAsync<int>(cancellationToken: Token);
    }

    public async ValueTask DisposeAsync()
    {
        await manager.DisposeAsync();
        File.Delete(path);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_object_is_disposed_when_its_only_holder_lets_go()
    {
        var tracked = await manager.CreateAsync<ITracked, string>(path, Token);
        Assert.Equal(1, await tracked.PingAsync());
        Assert.False(File.Exists(path));

        await tracked.DisposeAsync();

        await ProcFs.UntilAsync(() => File.Exists(path));
    }

    [Fact(Timeout = 60_000)]
    [Death(typeof(ISharedObject), DeathState.Holding)]
    public async Task An_object_is_disposed_when_the_worker_that_held_it_alone_is_killed()
    {
        var tracked = await manager.CreateAsync<ITracked, string>(path, Token);
        var worker = WorkerProcess.Start(WorkerTargets.KeepAsync, tracked, ready);
        await tracked.DisposeAsync();
        Assert.Equal(1, await ready.GetAsync(Token));
        Assert.False(File.Exists(path));

        worker.Kill();

        await ProcFs.UntilAsync(() => File.Exists(path));
    }

    [Fact(Timeout = 60_000)]
    [Death(typeof(ISharedObject), DeathState.Holding)]
    public async Task An_object_that_was_in_a_queue_is_disposed_when_the_worker_that_took_it_is_killed()
    {
        var tracked = await manager.CreateAsync<ITracked, string>(path, Token);
        await objects.PutAsync(tracked, Token);
        await tracked.DisposeAsync();
        var worker = WorkerProcess.Start(WorkerTargets.HoldAsync, objects, ready);
        Assert.Equal(1, await ready.GetAsync(Token));
        var collector = await manager.CreateAsync<ICollector>(Token);
        await collector.CollectAsync();
        Assert.False(File.Exists(path));

        worker.Kill();

        do
        {
            await collector.CollectAsync();
        }
        while (!File.Exists(path));
    }

    [Fact(Timeout = 60_000)]
    [Death(typeof(ISharedObject), DeathState.Holding)]
    public async Task A_proxy_sent_through_a_queue_outlives_its_sender()
    {
        var tracked = await manager.CreateAsync<ITracked, string>(path, Token);
        var sender = WorkerProcess.Start(WorkerTargets.SendAsync, tracked, objects, ready);
        await tracked.DisposeAsync();
        await ready.GetAsync(Token);
        sender.Kill();
        await sender.WaitForExitAsync(Token);

        await using var receiver = WorkerProcess.Start(WorkerTargets.UseAsync, objects, ready);

        Assert.Equal(1, await ready.GetAsync(Token));
    }

    [Fact(Timeout = 60_000)]
    [Death(typeof(ISharedObject), DeathState.Unreceived)]
    public async Task An_object_granted_to_a_process_that_was_killed_before_it_knew_lives_on_where_it_came_from()
    {
        await using var victim = await Victim.StartAsync(manager, report => WorkerProcess.Start(VictimTargets.GetTrackedAsync, objects, report));
        await victim.SaysAsync("waits");
        victim.Stop();
        await using (var tracked = await manager.CreateAsync<ITracked, string>(path, Token))
        {
            await objects.PutAsync(tracked, Token);
        }

        Assert.Equal(0, objects.Count);
        await manager.CollectAsync();
        Assert.False(File.Exists(path));
        victim.Kill();

        await ProcFs.UntilAsync(() => objects.Count == 1);
        await manager.CollectAsync();
        Assert.False(File.Exists(path));
        await using (var tracked = await objects.GetAsync(Token))
        {
            Assert.Equal(1, await tracked.PingAsync());
        }

        do
        {
            await manager.CollectAsync();
        }
        while (!File.Exists(path));
    }
}
