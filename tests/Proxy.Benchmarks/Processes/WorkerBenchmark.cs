using System.Diagnostics;
using SharedObjects.Benchmarks.Python;

namespace SharedObjects.Benchmarks.Processes;

/// <summary>The tutorial without its sleeps: fifty workers put one item each.</summary>
public static class WorkerBenchmark
{
    private const int Workers = 50;
    private const int Rounds = 3;

    internal static async Task RunAsync()
    {
        var ours = new List<double>();
        var spawn = new List<double>();
        var fork = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(await OursAsync());
            await AddAsync(spawn, "spawn");
            await AddAsync(fork, "fork");
        }

        Console.WriteLine($"{"50 workers put one item each, seconds",-46} {"median",8} {"least",8} {"most",8} {"/ spawn",8}");
        Report("SharedObjects", ours, spawn);
        Report("Python, spawn", spawn, spawn);
        Report("Python, fork", fork, spawn);
    }

    [WorkerTarget]
    public static async Task PutAsync(int number, ISharedQueue<(int, double)> queue) => await queue.PutAsync((number, 0.5));

    private static async Task<double> OursAsync()
    {
        await using var manager = await SharedManager.StartAsync();
        var queue = await manager.QueueAsync<(int, double)>();
        var start = Stopwatch.GetTimestamp();
        var workers = Enumerable.Range(0, Workers).Select(number => WorkerProcess.Start(PutAsync, number, queue)).ToArray();
        for (var i = 0; i < Workers; i++)
        {
            await queue.GetAsync();
        }

        var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        foreach (var worker in workers)
        {
            await worker.WaitForExitAsync();
        }

        return elapsed;
    }

    private static async Task AddAsync(List<double> samples, string method)
    {
        if (await PythonScript.RunAsync("workers.py", method) is [var seconds])
        {
            samples.Add(seconds);
        }
    }

    private static void Report(string name, List<double> samples, List<double> baseline)
    {
        if (samples.Count != 0)
        {
            samples.Sort();
            baseline.Sort();
            var ratio = baseline.Count == 0 ? "" : $"{samples[samples.Count / 2] / baseline[baseline.Count / 2]:F2}";
            Console.WriteLine($"{name,-46} {samples[samples.Count / 2],8:F2} {samples[0],8:F2} {samples[^1],8:F2} {ratio,8}");
        }
    }
}
