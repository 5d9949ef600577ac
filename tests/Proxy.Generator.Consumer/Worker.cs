namespace SharedObjects.Generator.Consumer;

internal static class Worker
{
    public static int Ran { get; private set; }

    [WorkerTarget]
    public static void Run(int times, string? reason) => Ran = times + (reason?.Length ?? 0);

    [WorkerTarget]
    public static Task<int> AddAsync(int left, int right) => Task.FromResult(left + right);

    [WorkerTarget]
    internal static async Task RunAsync(CancellationToken cancellationToken) => await Task.Yield();

    [WorkerTarget]
    internal static async Task<int> CountAsync(ISharedQueue<(int Number, double Value)> queue, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return queue.Count;
    }
}
