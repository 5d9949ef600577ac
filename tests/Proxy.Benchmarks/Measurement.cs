using System.Diagnostics;

namespace SharedObjects.Benchmarks;

/// <summary>What one way of calling costs.</summary>
/// <param name="Name">The way.</param>
/// <param name="Median">One call at a time: the median, in microseconds.</param>
/// <param name="PerSecond">64 calls under way: calls per second.</param>
/// <param name="Allocated">Bytes per call at both ends together; null where it cannot be seen.</param>
internal sealed record Measurement(string Name, double Median, double PerSecond, double? Allocated)
{
    private const int InFlight = 64;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Phase = TimeSpan.FromSeconds(3);

    /// <summary>Warms up long, because hot methods are recompiled twice in the background; then measures.</summary>
    public static async Task<(double Median, double PerSecond)> OfAsync(Func<Task> callAsync, bool concurrent = true)
    {
        await RepeatAsync(callAsync, WarmUp, null);
        var samples = new List<double>();
        await RepeatAsync(callAsync, Phase, samples);
        samples.Sort();
        var median = samples[samples.Count / 2];
        if (!concurrent)
        {
            return (median, 1e6 / median);
        }

        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => Task.Run(() => RepeatAsync(callAsync, Phase, null))));
        var start = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => Task.Run(() => RepeatAsync(callAsync, Phase, null))));
        return (median, counts.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    /// <summary>Bytes per call, everything in this process counted.</summary>
    public static async Task<double> AllocationOfAsync(Func<Task> callAsync)
    {
        const int Calls = 20_000;
        await RepeatAsync(callAsync, WarmUp, null);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < Calls; i++)
        {
            await callAsync();
        }

        return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Calls;
    }

    private static async Task<int> RepeatAsync(Func<Task> callAsync, TimeSpan duration, List<double>? samples)
    {
        var calls = 0;
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < duration; calls++)
        {
            var before = Stopwatch.GetTimestamp();
            await callAsync();
            samples?.Add(Stopwatch.GetElapsedTime(before).TotalMicroseconds);
        }

        return calls;
    }
}
