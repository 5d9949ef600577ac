using System.Globalization;

namespace SharedObjects.Process.Tests.Workers;

/// <summary>What the victims do that hold locks and wait for each other.</summary>
public static class LockTargets
{
    /// <summary>Holds a lock.</summary>
    [WorkerTarget]
    public static async Task HoldAsync(ISharedLock mutex, ISharedQueue<string> report)
    {
        await using var lease = await mutex.AcquireAsync();
        await report.PutAsync(lease.FencingToken.ToString(CultureInfo.InvariantCulture));
        await Victim.ForEverAsync();
    }

    /// <summary>Holds a lock that it has entered three times.</summary>
    [WorkerTarget]
    public static async Task ReenterAsync(ISharedReentrantLock mutex, ISharedQueue<string> report)
    {
        await using var outer = await mutex.AcquireAsync();
        await using var middle = await mutex.AcquireAsync(outer);
        await using var inner = await mutex.AcquireAsync(middle);
        await report.PutAsync(inner.FencingToken.ToString(CultureInfo.InvariantCulture));
        await Victim.ForEverAsync();
    }

    /// <summary>Waits for a lock.</summary>
    [WorkerTarget]
    public static Task AcquireAsync(ISharedLock mutex, ISharedQueue<string> report) => Victim.WaitsAsync(mutex.AcquireAsync(), report);

    /// <summary>Waits for a reentrant lock.</summary>
    [WorkerTarget]
    public static Task AcquireReentrantAsync(ISharedReentrantLock mutex, ISharedQueue<string> report) => Victim.WaitsAsync(mutex.AcquireAsync(), report);

    /// <summary>Holds a lock; when asked to, says whether it still does, and how the release ends.</summary>
    [WorkerTarget]
    public static async Task HoldAndSeeAsync(ISharedLock mutex, ISharedQueue<int> questions, ISharedQueue<string> report)
    {
        var lease = await mutex.AcquireAsync();
        await report.PutAsync("holds");
        await questions.GetAsync();
        string release;
        try
        {
            await lease.ReleaseAsync();
            release = "released";
        }
        catch (SharedObjectException exception)
        {
            release = exception.GetType().Name;
        }

        await report.PutAsync($"{lease.FencingToken}, lost: {lease.LostToken.IsCancellationRequested}, {release}");
        await Victim.ForEverAsync();
    }

    /// <summary>Waits for a condition.</summary>
    [WorkerTarget]
    public static async Task WaitAsync(ISharedCondition condition, ISharedQueue<string> report)
    {
        await using var lease = await condition.AcquireAsync();
        await Victim.WaitsAsync(condition.WaitAsync(lease), report);
    }

    /// <summary>Waits for the lock of a condition.</summary>
    [WorkerTarget]
    public static Task EnterAsync(ISharedCondition condition, ISharedQueue<string> report) => Victim.WaitsAsync(condition.AcquireAsync(), report);

    /// <summary>Holds the lock of a condition.</summary>
    [WorkerTarget]
    public static async Task HoldConditionAsync(ISharedCondition condition, ISharedQueue<string> report)
    {
        await using var lease = await condition.AcquireAsync();
        await report.PutAsync("holds");
        await Victim.ForEverAsync();
    }

    /// <summary>Holds two permits.</summary>
    [WorkerTarget]
    public static async Task TakeTwoAsync(ISharedSemaphore semaphore, ISharedQueue<string> report)
    {
        await using var lease = await semaphore.AcquireAsync(2);
        await report.PutAsync("holds");
        await Victim.ForEverAsync();
    }

    /// <summary>Waits for three permits.</summary>
    [WorkerTarget]
    public static Task WantThreeAsync(ISharedSemaphore semaphore, ISharedQueue<string> report) => Victim.WaitsAsync(semaphore.AcquireAsync(3), report);

    /// <summary>Writes.</summary>
    [WorkerTarget]
    public static async Task WriteAsync(ISharedReaderWriterLock mutex, ISharedQueue<string> report)
    {
        await using var lease = await mutex.AcquireWriterAsync();
        await report.PutAsync("holds");
        await Victim.ForEverAsync();
    }

    /// <summary>Waits to write.</summary>
    [WorkerTarget]
    public static Task WantToWriteAsync(ISharedReaderWriterLock mutex, ISharedQueue<string> report) => Victim.WaitsAsync(mutex.AcquireWriterAsync(), report);

    /// <summary>Waits to read.</summary>
    [WorkerTarget]
    public static Task WantToReadAsync(ISharedReaderWriterLock mutex, ISharedQueue<string> report) => Victim.WaitsAsync(mutex.AcquireReaderAsync(), report);

    /// <summary>Reads.</summary>
    [WorkerTarget]
    public static async Task ReadAsync(ISharedReaderWriterLock mutex, ISharedQueue<string> report)
    {
        await using var lease = await mutex.AcquireReaderAsync();
        await report.PutAsync("holds");
        await Victim.ForEverAsync();
    }

    /// <summary>Arrives at a barrier.</summary>
    [WorkerTarget]
    public static Task ArriveAsync(ISharedBarrier barrier, ISharedQueue<string> report) => Victim.WaitsAsync(barrier.SignalAndWaitAsync(), report);

    /// <summary>Joins a barrier and does not arrive.</summary>
    [WorkerTarget]
    public static async Task JoinAsync(ISharedBarrier barrier, ISharedQueue<string> report)
    {
        await using var membership = await barrier.JoinAsync();
        await report.PutAsync("joined");
        await Victim.ForEverAsync();
    }

    /// <summary>Arrives at a barrier as the last, and never ends its action.</summary>
    [WorkerTarget]
    public static async Task ActAsync(ISharedBarrier barrier, ISharedQueue<string> report) => await barrier.SignalAndWaitAsync(async cancellationToken =>
    {
        await report.PutAsync("acts", cancellationToken);
        await Victim.ForEverAsync();
    });
}
