namespace SharedObjects.Process.Tests.Workers;

/// <summary>What the victims of events, latches and values do.</summary>
public static class ValueTargets
{
    /// <summary>Waits for an event.</summary>
    [WorkerTarget]
    public static Task WaitForEventAsync(ISharedEvent signal, ISharedQueue<string> report) => Victim.WaitsAsync(signal.WaitAsync(), report);

    /// <summary>Signals a latch once, then waits for it.</summary>
    [WorkerTarget]
    public static async Task SignalAndWaitAsync(ISharedLatch latch, ISharedQueue<string> report)
    {
        await latch.SignalAsync();
        await Victim.WaitsAsync(latch.WaitAsync(), report);
    }

    /// <summary>Sets a value and waits for it to change.</summary>
    [WorkerTarget]
    public static async Task WaitForChangeAsync(ISharedValue<int> value, ISharedQueue<string> report)
    {
        await value.SetAsync(7);
        var (_, version) = await value.GetWithVersionAsync();
        await Victim.WaitsAsync(value.WaitForChangeAsync(version), report);
    }
}
