namespace SharedObjects.Generator.Consumer;

internal static class Worker
{
    public static int Ran { get; private set; }

    [WorkerTarget]
    public static void Run(int times, string? reason) => Ran = times + (reason?.Length ?? 0);

    [WorkerTarget]
    public static int Add(int left, int right) => left + right;

    [WorkerTarget]
    internal static async Task RunAsync(CancellationToken cancellationToken) => await Task.Yield();

    [WorkerTarget]
    internal static async ValueTask<int> CountAsync(ISharedQueue<(int Number, double Value)> queue, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return queue.Count;
    }
}
