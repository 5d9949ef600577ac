namespace SharedObjects.Process.Tests.Workers;

/// <summary>What the victims of events, latches and values do.</summary>
public static class ValueTargets
{
    /// <summary>Waits for an event.</summary>
    [WorkerTarget]
    public static async Task WaitForEventAsync(ISharedEvent signal, ISharedQueue<string> report)
    {
        var wait = signal.WaitAsync();
        await report.PutAsync("waits");
        await wait;
        await report.PutAsync("went on");
        await Victim.ForEverAsync();
    }

    /// <summary>Signals a latch once, then waits for it.</summary>
    [WorkerTarget]
    public static async Task SignalAndWaitAsync(ISharedLatch latch, ISharedQueue<string> report)
    {
        await latch.SignalAsync();
        var wait = latch.WaitAsync();
        await report.PutAsync("waits");
        await wait;
        await Victim.ForEverAsync();
    }

    /// <summary>Waits for a value to change.</summary>
    [WorkerTarget]
    public static async Task WaitForChangeAsync(ISharedValue<int> value, ISharedQueue<string> report)
    {
        await value.SetAsync(7);
        var (_, version) = await value.GetWithVersionAsync();
        var wait = value.WaitForChangeAsync(version);
        await report.PutAsync("waits");
        await wait;
        await Victim.ForEverAsync();
    }

    /// <summary>Sets whole arrays of one number and counts each, as fast as it can.</summary>
    [WorkerTarget]
    public static async Task WriteAsync(ISharedArray<long> array, ISharedCounter counter, ISharedNamespace names, ISharedQueue<string> report)
    {
        for (var number = 1L; ; number++)
        {
            var values = new long[array.Length];
            Array.Fill(values, number);
            await array.SetRangeAsync(0, values);
            await names.SetAsync("latest", (number, number));
            await counter.IncrementAsync();
            if (number == 20)
            {
                await report.PutAsync("writes");
            }
        }
    }
}
