using SharedObjects.Benchmarks.Calls;
using SharedObjects.Benchmarks.Memory;
using SharedObjects.Benchmarks.Processes;

// One run, one table: the figures of different runs are not comparable on a machine that does other things too.
var only = args is [var name] ? name : null;
if (only is null or "calls")
{
    await CallBenchmark.RunAsync();
}

if (only is null or "memory")
{
    await MemoryBenchmark.RunAsync();
}

if (only is null or "workers")
{
    await WorkerBenchmark.RunAsync();
}
