using System.Diagnostics;
namespace SharedObjects.Benchmarks.Processes;
public static class Probe
{
    [WorkerTarget]
    public static async Task PutAsync(int number, ISharedQueue<(int, double)> queue)
    {
        await queue.PutAsync((number, 0.5));
        var p = Process.GetCurrentProcess();
        Console.WriteLine($"cpu {p.TotalProcessorTime.TotalMilliseconds} wall {(DateTime.Now - p.StartTime).TotalMilliseconds:F0} jit {System.Runtime.JitInfo.GetCompiledMethodCount()} {System.Runtime.JitInfo.GetCompilationTime().TotalMilliseconds:F0}ms assemblies {AppDomain.CurrentDomain.GetAssemblies().Length} threads {p.Threads.Count}");
        if (number == 0) foreach (var a in AppDomain.CurrentDomain.GetAssemblies()) Console.WriteLine(a.GetName().Name);
    }
    public static async Task RunAsync()
    {
        await using var manager = await SharedManager.StartAsync();
        var queue = await manager.QueueAsync<(int, double)>();
        for (int i = 0; i < 4; i++) { var w = WorkerProcess.Start(PutAsync, i, queue); await w.WaitForExitAsync(); }
    }
}
