namespace SharedObjects.Process.Tests.Workers;

/// <summary>What a process does that reads a stream until it is killed.</summary>
public static class StreamTargets
{
    [WorkerTarget]
    public static async Task ReadAsync(IWatched<string> watched, ISharedQueue<string> report)
    {
        await foreach (var item in watched.WaitAsync("item"))
        {
            await report.PutAsync(item);
        }
    }
}
