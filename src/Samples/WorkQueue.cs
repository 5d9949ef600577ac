namespace SharedObjects.Samples;

/// <summary>
/// Work that is done at least once, whoever dies: workers lease jobs instead of taking them. One of them is killed with a job in its hands; the job goes to another, which
/// sees that it is delivered for the second time.
/// </summary>
public static class WorkQueue
{
    private const int Jobs = 12;

    public static async Task RunAsync()
    {
        await using var manager = await SharedManager.StartAsync();
        var jobs = await manager.QueueAsync<int>(new QueueOptions { MaximumDeliveryCount = 3 });
        var log = await manager.QueueAsync<string>();

        var clumsy = WorkerProcess.Start(HangAsync, jobs, log);
        await jobs.PutManyAsync([.. Enumerable.Range(1, Jobs)]);
        Console.WriteLine(await log.GetAsync());
        var workers = Enumerable.Range(0, 3).Select(_ => WorkerProcess.Start(WorkAsync, jobs, log)).ToArray();
        clumsy.Kill();

        await jobs.JoinAsync();                                      // until every job is done, not merely taken
        await jobs.ShutDownAsync();                                  // the workers' loops end
        foreach (var worker in workers)
        {
            await worker.WaitForExitAsync();
        }

        while (await log.TryGetAsync() is (true, var line))
        {
            Console.WriteLine(line);
        }
    }

    [WorkerTarget]
    public static async Task WorkAsync(ISharedQueue<int> jobs, ISharedQueue<string> log)
    {
        try
        {
            while (true)
            {
                await using var job = await jobs.ReceiveAsync();      // ours until it is completed or abandoned, its lease ends (60 s, ExtendAsync), or we die
                await log.PutAsync($"job {job.Item,2}, delivery {job.DeliveryCount}");
                await job.CompleteAsync();
            }
        }
        catch (QueueShutDownException)
        {
            // No work is left.
        }
    }

    [WorkerTarget]
    public static async Task HangAsync(ISharedQueue<int> jobs, ISharedQueue<string> log)
    {
        await using var job = await jobs.ReceiveAsync();
        await log.PutAsync($"job {job.Item,2} is with a process that hangs");
        await Task.Delay(Timeout.InfiniteTimeSpan, job.LostToken);
    }
}
