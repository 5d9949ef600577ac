namespace SharedObjects.Samples;

/// <summary>The tutorial: fifty child processes put results on one shared queue, the parent takes them off.</summary>
public static class Tutorial
{
    public static async Task RunAsync()
    {
        await using var manager = await SharedManager.StartAsync();           // spawns the manager process
        var queue = await manager.QueueAsync<(int Number, double Value)>();   // an object there, a proxy here

        for (var number = 0; number < 50; number++)
        {
            WorkerProcess.Start(ProduceAsync, number, queue);                 // 50 child processes; the proxy travels
        }

        for (var i = 0; i < 50; i++)
        {
            Console.WriteLine($"> got {await queue.GetAsync()}");
        }
    }

    [WorkerTarget]
    public static async Task ProduceAsync(int number, ISharedQueue<(int Number, double Value)> queue)
    {
        var value = Random.Shared.NextDouble();
        await Task.Delay(TimeSpan.FromSeconds(value));
        await queue.PutAsync((number, value));
    }
}
