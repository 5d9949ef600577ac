namespace SharedObjects.Process.Tests.Programs;

/// <summary>The samples besides the tutorial, run as a reader would run them.</summary>
public sealed class SampleTests : ProcessTests
{
    [Fact(Timeout = 60_000)]
    public async Task Forks_of_a_killed_philosopher_go_back_to_the_table()
    {
        var lines = await LinesOfAsync("philosophers");

        Assert.Equal(["1 is done", "2 is done", "3 is done", "4 is done"], lines.Where(line => line.EndsWith("is done", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Contains("0 was killed", lines);
        Assert.Equal(5, lines.Count(line => line == "a fork is on the table"));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_job_of_a_killed_worker_is_done_by_another()
    {
        var lines = await LinesOfAsync("work-queue");

        Assert.Equal("job  1 is with a process that hangs", lines[0]);
        Assert.Equal(
            Enumerable.Range(1, 12).Select(job => $"job {job,2}, delivery {(job == 1 ? 2 : 1)}"),
            lines.Skip(1).Order(StringComparer.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task Live_scores_are_all_seen_and_who_is_slow_is_told_what_it_missed()
    {
        var lines = await LinesOfAsync("live-scores");

        Assert.Equal(21, lines.Length);
        Assert.Equal("ada  45   barbara 105   grace  75   katherine 135", lines[^2]);
        Assert.Equal("The latest score was number 20; who reads only the latest missed 19.", lines[^1]);
    }

    private static async Task<string[]> LinesOfAsync(string sample)
    {
        var (exitCode, output, errors) = await TestProgram.RunAsync("dotnet", TestProgram.Samples, sample);

        Assert.Equal((0, ""), (exitCode, errors));
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
