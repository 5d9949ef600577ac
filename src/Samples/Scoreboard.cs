namespace SharedObjects.Samples;

/// <summary>A type of your own: the interface is shared, the class is an ordinary one that lives in the manager.</summary>
[Managed]
public interface IScoreboard
{
    /// <summary>Adds points to a player and returns the player's new total.</summary>
    ValueTask<int> AddAsync(string player, int points);

    /// <summary>The players, the best first.</summary>
    ValueTask<IReadOnlyList<(string Player, int Points)>> TopAsync(int count);
}

/// <summary>No locks: calls to one object take turns.</summary>
public sealed class ScoreboardReferent : IScoreboard
{
    private readonly Dictionary<string, int> points = [];

    public ValueTask<int> AddAsync(string player, int points)
    {
        this.points[player] = this.points.GetValueOrDefault(player) + points;
        return ValueTask.FromResult(this.points[player]);
    }

    public ValueTask<IReadOnlyList<(string Player, int Points)>> TopAsync(int count) =>
        ValueTask.FromResult<IReadOnlyList<(string Player, int Points)>>(
            [.. points.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(count).Select(pair => (pair.Key, pair.Value))]);
}

/// <summary>Says what the manager hosts; runs in the manager's process.</summary>
public sealed class GameManager : IManagerStartup
{
    public static void Configure(ManagerBuilder manager) => manager.Register<IScoreboard, ScoreboardReferent>();
}

/// <summary>Four processes play; the parent reads the result.</summary>
public static class Scoreboard
{
    public static async Task RunAsync()
    {
        await using var manager = await SharedManager.StartAsync<GameManager>();
        var board = await manager.CreateAsync<IScoreboard>();

        string[] players = ["ada", "barbara", "grace", "katherine"];
        var games = players.Select(player => WorkerProcess.Start(PlayAsync, player, board)).ToArray();
        foreach (var game in games)
        {
            await game.WaitForExitAsync();
        }

        foreach (var (player, points) in await board.TopAsync(players.Length))
        {
            Console.WriteLine($"{player,-10} {points}");
        }
    }

    [WorkerTarget]
    public static async Task PlayAsync(string player, IScoreboard board)
    {
        for (var round = 1; round <= 10; round++)
        {
            await board.AddAsync(player, round * player.Length);
        }
    }
}
