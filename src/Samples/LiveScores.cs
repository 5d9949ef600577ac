namespace SharedObjects.Samples;

/// <summary>A live scoreboard: four processes publish what they score, and whoever has subscribed follows, each at its own pace.</summary>
public static class LiveScores
{
    private const int Rounds = 5;

    public static async Task RunAsync()
    {
        await using var manager = await SharedManager.StartAsync();
        var scores = await manager.TopicAsync<(string Player, int Points)>();
        await using var everything = await scores.SubscribeAsync();
        await using var latest = await scores.SubscribeAsync(capacity: 1);        // a slow reader loses the oldest and is told how many

        string[] players = ["ada", "barbara", "grace", "katherine"];
        var games = players.Select(player => WorkerProcess.Start(PlayAsync, player, scores)).ToArray();
        var watching = WatchAsync(everything);
        foreach (var game in games)
        {
            await game.WaitForExitAsync();
        }

        await scores.CompleteAsync();
        await watching;
        var last = await latest.ReadAsync();
        Console.WriteLine($"The latest score was number {last?.SequenceNumber}; who reads only the latest missed {last?.Missed}.");
    }

    [WorkerTarget]
    public static async Task PlayAsync(string player, ISharedTopic<(string Player, int Points)> scores)
    {
        for (var round = 1; round <= Rounds; round++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(50)));
            await scores.PublishAsync((player, round * player.Length));
        }
    }

    private static async Task WatchAsync(ITopicSubscription<(string Player, int Points)> scores)
    {
        var totals = new SortedDictionary<string, int>(StringComparer.Ordinal);
        await foreach (var message in scores.ReadAllAsync())
        {
            var (player, points) = message.Item;
            totals[player] = totals.GetValueOrDefault(player) + points;
            Console.WriteLine(string.Join("   ", totals.Select(total => $"{total.Key} {total.Value,3}")));
        }
    }
}
