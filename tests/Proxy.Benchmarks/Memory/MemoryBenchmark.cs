using System.Globalization;

namespace SharedObjects.Benchmarks.Memory;

/// <summary>Whether a manager is as small after a million items and ten thousand objects as it was before.</summary>
internal static class MemoryBenchmark
{
    private const int Pairs = 1_000_000;
    private const int Objects = 10_000;
    private const int InFlight = 64;

    public static async Task RunAsync()
    {
        await using var manager = await SharedManager.StartAsync();
        await using var queue = await manager.QueueAsync<int>();
        Console.WriteLine($"{"memory of the manager",-52} {"objects",8} {"heap, KiB",10} {"resident, MiB",14} {"of the client, KiB",19}");

        await RowAsync(manager, "new, with one queue");

        // What is compiled, pooled and grown once is there before the figure that counts.
        await PairsAsync(queue, Pairs / 10);
        await CreateAsync(manager, Objects);
        await StoreAsync(manager, Objects);
        await RowAsync(manager, "at the start, warm");
        for (var round = 1; round <= 2; round++)
        {
            await PairsAsync(queue, Pairs);
            await RowAsync(manager, string.Create(CultureInfo.InvariantCulture, $"after {Pairs:N0} items put and taken"));
            await CreateAsync(manager, Objects);
            await RowAsync(manager, string.Create(CultureInfo.InvariantCulture, $"after {Objects:N0} objects made and disposed"));
            await StoreAsync(manager, Objects);
            await RowAsync(manager, string.Create(CultureInfo.InvariantCulture, $"after {Objects:N0} objects stored in others and dropped"));
        }
    }

    private static Task PairsAsync(ISharedQueue<int> queue, int pairs) => Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => Task.Run(async () =>
    {
        for (var i = 0; i < pairs / InFlight; i++)
        {
            await queue.PutAsync(i);
            await queue.GetAsync();
        }
    })));

    private static async Task CreateAsync(SharedManager manager, int objects)
    {
        for (var i = 0; i < objects; i++)
        {
            await using var made = await manager.QueueAsync<int>();
            await made.PutAsync(i);
        }
    }

    private static async Task StoreAsync(SharedManager manager, int objects)
    {
        await using var store = await manager.QueueAsync<ISharedQueue<int>>();
        for (var i = 0; i < objects; i++)
        {
            await using var made = await manager.QueueAsync<int>();
            await store.PutAsync(made);
        }
    }

    private static async Task RowAsync(SharedManager manager, string name)
    {
        // What a client gives back is told on the side, so the first collection may come before the last of it.
        ManagerStatistics statistics;
        do
        {
            await manager.CollectAsync();
            statistics = await manager.GetStatisticsAsync();
        }
        while (statistics.Objects != 1);
        using var process = System.Diagnostics.Process.GetProcessById(manager.ProcessId);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-52} {statistics.Objects,8} {statistics.ManagedBytes / 1024,10} {process.WorkingSet64 / 1024.0 / 1024,14:0.0} {GC.GetTotalMemory(forceFullCollection: true) / 1024,19}"));
    }
}
