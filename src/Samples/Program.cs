using SharedObjects.Samples;

var samples = new SortedDictionary<string, (string Summary, Func<Task> RunAsync)>(StringComparer.Ordinal)
{
    ["tutorial"] = ("fifty child processes put results on one shared queue", Tutorial.RunAsync),
    ["philosophers"] = ("five processes, five locks, and one process that is killed with two of them", Philosophers.RunAsync),
    ["live-scores"] = ("a topic: four processes publish, subscribers follow", LiveScores.RunAsync),
    ["work-queue"] = ("leased jobs, and a worker that is killed with one in its hands", WorkQueue.RunAsync),
    ["scoreboard"] = ("a type of your own, shared by processes", Scoreboard.RunAsync),
};

switch (args)
{
    case []:
        await samples["tutorial"].RunAsync();
        return 0;
    case ["list"]:
        foreach (var (name, sample) in samples)
        {
            Console.WriteLine($"{name,-12} {sample.Summary}");
        }

        return 0;
    case [var name] when samples.TryGetValue(name, out var sample):
        await sample.RunAsync();
        return 0;
    default:
        await Console.Error.WriteLineAsync($"There is no sample '{string.Join(' ', args)}'. Try: list");
        return 1;
}
