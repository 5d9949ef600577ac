// A program as a user has one, without a guard in its Main. "run" is the tutorial; "owner" starts a manager and workers and waits to be killed.
using System.Globalization;
using SharedObjects;

if (args is ["run", var count])
{
    var workers = int.Parse(count, CultureInfo.InvariantCulture);
    await using var manager = await SharedManager.StartAsync<BlockingManager>();
    var queue = await manager.QueueAsync<(int Number, double Value)>();
    for (var number = 0; number < workers; number++)
        WorkerProcess.Start(TestTargets.ProduceAsync, number, queue);

    var got = new HashSet<int>();
    while (got.Count < workers)
        got.Add((await queue.GetAsync()).Number);

    Console.WriteLine($"workers: {got.Count};");
    return 0;
}

if (args is ["owner", var mode])
{
    var manager = await SharedManager.StartAsync<BlockingManager>();
    var ready = await manager.QueueAsync<int>();
    var blocker = await manager.CreateAsync<IBlocker>();
    if (mode == "blocked")
    {
        // As many threads of the manager's pool as it has on a small machine, each for ever.
        for (var i = 0; i < 3; i++)
            _ = (await manager.CreateAsync<IBlocker>()).BlockAsync().AsTask();
    }

    WorkerProcess[] workers = mode == "blocked"
        ? [WorkerProcess.Start(TestTargets.Block, ready), WorkerProcess.Start(TestTargets.Block, ready)]
        : [WorkerProcess.Start(TestTargets.WaitAsync, ready), WorkerProcess.Start(TestTargets.WaitAsync, ready)];
    foreach (var worker in workers)
        await ready.GetAsync();

    Console.WriteLine($"{manager.ProcessId} {workers[0].Id} {workers[1].Id}");
    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None);
    GC.KeepAlive(blocker);
}

Console.Error.WriteLine("usage: run <count> | owner <waiting|blocked>");
return 2;

[Managed]
public interface IBlocker
{
    ValueTask BlockAsync();
}

public sealed class Blocker : IBlocker
{
    public ValueTask BlockAsync()
    {
        new ManualResetEventSlim().Wait(CancellationToken.None);
        return ValueTask.CompletedTask;
    }
}

public sealed class BlockingManager : IManagerStartup
{
    public static void Configure(ManagerBuilder manager) => manager.Register<IBlocker, Blocker>();
}

public static class TestTargets
{
    [WorkerTarget]
    public static async Task ProduceAsync(int number, ISharedQueue<(int Number, double Value)> queue) => await queue.PutAsync((number, number / 2.0));

    [WorkerTarget]
    public static async Task WaitAsync(ISharedQueue<int> ready, CancellationToken cancellationToken)
    {
        await ready.PutAsync(Environment.ProcessId, CancellationToken.None);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
    }

    /// <summary>Blocks the main thread, every thread of the pool, the cancellation and the exit handlers.</summary>
    [WorkerTarget]
    public static async Task Block(ISharedQueue<int> ready, CancellationToken cancellationToken)
    {
        await ready.PutAsync(Environment.ProcessId, CancellationToken.None);
        cancellationToken.Register(static () => new ManualResetEventSlim().Wait(CancellationToken.None));
        AppDomain.CurrentDomain.ProcessExit += static (_, _) => new ManualResetEventSlim().Wait(CancellationToken.None);
        for (var i = 0; i < 200; i++)
            _ = Task.Run(static () => new ManualResetEventSlim().Wait(CancellationToken.None), CancellationToken.None);
        new ManualResetEventSlim().Wait(CancellationToken.None);
    }
}
