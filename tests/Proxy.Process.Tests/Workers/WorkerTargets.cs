namespace SharedObjects.Process.Tests.Workers;

public enum Colour
{
    Red,
    Green,
}

public sealed record Order(int Id, string Customer, Colour Colour, decimal? Discount, string[] Lines);

/// <summary>A proxy inside a record.</summary>
public sealed record Assignment(string Name, ISharedQueue<string> Results);

/// <summary>What the workers of these tests run.</summary>
public static class WorkerTargets
{
    [WorkerTarget]
    public static async Task PutNumberAsync(int number, ISharedQueue<(int Number, double Value)> queue) => await queue.PutAsync((number, number / 2.0));

    [WorkerTarget]
    public static Task<int> ReturnAsync(int code) => Task.FromResult(code);

    [WorkerTarget]
    public static void Nothing()
    {
    }

    [WorkerTarget]
    public static Task ThrowAsync(string message) => throw new ScoreException(message);

    /// <summary>Takes an item; says that it waits once it does, because the calls of one process are begun in their order.</summary>
    [WorkerTarget]
    public static async Task<int> TakeAsync(ISharedQueue<int> items, ISharedQueue<int> waiting)
    {
        var item = items.GetAsync();
        await waiting.PutAsync(Environment.ProcessId);
        return await item;
    }

    [WorkerTarget]
    public static async Task TakeAndExitAsync(ISharedQueue<int> items) => Environment.Exit(await items.GetAsync());

    /// <summary>The exit code says how the calls ended that waited, and those made afterwards, when the manager died.</summary>
    [WorkerTarget]
    public static async Task<int> OutliveManagerAsync(ISharedQueue<int> items, ISharedQueue<int> waiting)
    {
        var item = items.GetAsync();
        await waiting.PutAsync(Environment.ProcessId);
        try
        {
            return await item;
        }
        catch (ManagerLostException exception) when (exception.Outcome == CallOutcome.Unknown)
        {
            try
            {
                return items.Count;
            }
            catch (ManagerLostException again) when (again.Outcome == CallOutcome.Failed)
            {
                return 42;
            }
        }
    }

    [WorkerTarget]
    public static void Block(ISharedQueue<int> ready)
    {
        ready.PutAsync(Environment.ProcessId).AsTask().GetAwaiter().GetResult();
        new ManualResetEventSlim().Wait(CancellationToken.None);
    }

    [WorkerTarget]
    public static async Task WaitAsync(ISharedQueue<int> ready, CancellationToken cancellationToken)
    {
        await ready.PutAsync(Environment.ProcessId, CancellationToken.None);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
    }

    [WorkerTarget]
    public static async Task<int> EndWhenCancelledAsync(ISharedQueue<int> ready, CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource();
        using var registration = cancellationToken.Register(cancelled.SetResult);
        await ready.PutAsync(Environment.ProcessId, CancellationToken.None);
        await cancelled.Task;
        await ready.PutAsync(-1, CancellationToken.None);
        return 5;
    }

    [WorkerTarget]
    public static async Task DescribeAsync(Order order, Colour? colour, int?[] numbers, Assignment assignment) =>
        await assignment.Results.PutAsync($"{assignment.Name}: {order.Id} {order.Customer} {order.Colour} {order.Discount} {string.Join('+', order.Lines)} {colour?.ToString() ?? "none"} {string.Join('+', numbers.Select(static number => number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null"))}");

    [WorkerTarget]
    public static async Task MoveAsync(ISharedQueue<int> from, ISharedQueue<int> to) => await to.PutAsync(await from.GetAsync());

    [WorkerTarget]
    public static async Task PutOnceToldAsync(ISharedQueue<int> told, ISharedQueue<int> queue) => await queue.PutAsync(await told.GetAsync());

    /// <summary>A worker that starts a worker and passes its proxy on.</summary>
    [WorkerTarget]
    public static async Task<int> NestAsync(int depth, ISharedQueue<(int Number, double Value)> queue)
    {
        await using var worker = depth > 0
            ? WorkerProcess.Start(NestAsync, depth - 1, queue)
            : WorkerProcess.Start(PutNumberAsync, 7, queue);
        return await worker.WaitForExitAsync() + 1;
    }

    /// <summary>A worker with a manager of its own, for a worker of its own.</summary>
    [WorkerTarget]
    public static async Task<int> OwnManagerAsync()
    {
        await using var manager = await SharedManager.StartAsync();
        var queue = await manager.QueueAsync<(int Number, double Value)>();
        await using var worker = WorkerProcess.Start(PutNumberAsync, 9, queue);
        return (await queue.GetAsync()).Number;
    }

    [WorkerTarget]
    public static async Task KeepAsync(ITracked tracked, ISharedQueue<int> ready)
    {
        await ready.PutAsync(await tracked.PingAsync());
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None);
        GC.KeepAlive(tracked);
    }

    /// <summary>Keeps an object that nobody else holds until it is killed.</summary>
    [WorkerTarget]
    public static async Task HoldAsync(ISharedQueue<ITracked> objects, ISharedQueue<int> ready)
    {
        var tracked = await objects.GetAsync();
        await ready.PutAsync(await tracked.PingAsync());
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None);
        GC.KeepAlive(tracked);
    }

    [WorkerTarget]
    public static async Task UseAsync(ISharedQueue<ITracked> objects, ISharedQueue<int> results) => await results.PutAsync(await (await objects.GetAsync()).PingAsync());

    [WorkerTarget]
    public static async Task SendAsync(ITracked tracked, ISharedQueue<ITracked> objects, ISharedQueue<int> ready)
    {
        await objects.PutAsync(tracked);
        await ready.PutAsync(Environment.ProcessId);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None);
    }

    public static Task Unmarked() => Task.CompletedTask;
}
