namespace SharedObjects.Samples;

/// <summary>
/// Five processes share five forks, and each needs two to eat. Everyone takes the fork with the lower number first, so nobody waits in a circle. One of them is killed
/// with both forks in its hands: they go back to the table, and whoever takes them next is told.
/// </summary>
public static class Philosophers
{
    private const int Seats = 5;
    private const int Meals = 20;

    public static async Task RunAsync()
    {
        await using var manager = await SharedManager.StartAsync();
        var forks = new ISharedLock[Seats];
        for (var i = 0; i < Seats; i++)
        {
            forks[i] = await manager.LockAsync();
        }

        var talk = await manager.QueueAsync<string>();
        var philosophers = new WorkerProcess[Seats];
        for (var seat = 0; seat < Seats; seat++)
        {
            var next = (seat + 1) % Seats;
            philosophers[seat] = WorkerProcess.Start(DineAsync, seat, forks[Math.Min(seat, next)], forks[Math.Max(seat, next)], talk);
        }

        var done = 0;
        while (done < Seats - 1)
        {
            var said = await talk.GetAsync();
            Console.WriteLine(said);
            if (said == "0 holds both forks and falls asleep")
            {
                philosophers[0].Kill();
                Console.WriteLine("0 was killed");
            }

            done += said.EndsWith("is done", StringComparison.Ordinal) ? 1 : 0;
        }

        foreach (var fork in forks)
        {
            Console.WriteLine(fork.IsHeld ? "a fork is missing" : "a fork is on the table");
        }
    }

    [WorkerTarget]
    public static async Task DineAsync(int seat, ISharedLock first, ISharedLock second, ISharedQueue<string> talk)
    {
        for (var meal = 0; meal < Meals; meal++)
        {
            await using var left = await first.AcquireAsync();
            await using var right = await second.AcquireAsync();
            if (left.PreviousOwnerLost || right.PreviousOwnerLost)
            {
                await talk.PutAsync($"{seat} washes a fork whose last user died");
            }

            if (seat == 0 && meal == Meals / 2)
            {
                await talk.PutAsync("0 holds both forks and falls asleep");
                await Task.Delay(Timeout.InfiniteTimeSpan, left.LostToken);
            }
        }

        await talk.PutAsync($"{seat} is done");
    }
}
