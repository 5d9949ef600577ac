using System.Globalization;
using System.Text.RegularExpressions;
using SharedObjects.Process.Tests.Workers;

namespace SharedObjects.Process.Tests.Programs;

/// <summary>What the first page promises.</summary>
public sealed partial class TutorialTests : ProcessTests
{
    [Fact(Timeout = 120_000)]
    public async Task Fifty_workers_put_a_result_each_and_are_gone()
    {
        WorkerProcess[] workers;
        var got = new List<(int Number, double Value)>();
        int managerId;
        await using (var manager = await SharedManager.StartAsync(cancellationToken: Token))
        {
            managerId = manager.ProcessId;
            var queue = await manager.QueueAsync<(int Number, double Value)>(cancellationToken: Token);
            workers = [.. Enumerable.Range(0, 50).Select(number => WorkerProcess.Start(WorkerTargets.PutNumberAsync, number, queue))];
            for (var i = 0; i < 50; i++)
            {
                got.Add(await queue.GetAsync(Token));
            }

            Assert.All(await Task.WhenAll(workers.Select(static worker => worker.WaitForExitAsync(Token))), static code => Assert.Equal(0, code));
        }

        Assert.Equal(Enumerable.Range(0, 50).Select(static number => (number, number / 2.0)), got.Order());
        Assert.Equal(51, workers.Select(static worker => worker.Id).Append(managerId).Distinct().Count());
        Assert.All(workers, static worker => Assert.False(ProcFs.IsRunning(worker.Id)));
        Assert.False(ProcFs.IsRunning(managerId));
        Assert.Empty(SocketDirectories());
    }

    [Fact(Timeout = 120_000)]
    public async Task The_sample_prints_fifty_results()
    {
        var (exitCode, output, errors) = await TestProgram.RunAsync("dotnet", TestProgram.Samples);

        Assert.Equal((0, ""), (exitCode, errors));
        var matches = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => Line.Match(line)).ToArray();
        Assert.All(matches, static match => Assert.True(match.Success));
        Assert.Equal(Enumerable.Range(0, 50), matches.Select(static match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)).Order());
        Assert.Empty(SocketDirectories());
    }

    [Fact(Timeout = 60_000)]
    public async Task The_samples_are_listed()
    {
        var (exitCode, output, _) = await TestProgram.RunAsync("dotnet", TestProgram.Samples, "list");

        Assert.Equal(0, exitCode);
        Assert.Contains("tutorial ", output, StringComparison.Ordinal);
        Assert.Contains("scoreboard ", output, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_scoreboard_counts_what_four_processes_scored()
    {
        var (exitCode, output, errors) = await TestProgram.RunAsync("dotnet", TestProgram.Samples, "scoreboard");

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Equal(["katherine  495", "barbara    385", "grace      275", "ada        165"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_sample_that_is_not_there_is_an_error()
    {
        var (exitCode, output, errors) = await TestProgram.RunAsync("dotnet", TestProgram.Samples, "nonsense");

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains("'nonsense'", errors, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^> got \((\d+), \d\.\d+(?:E-\d+)?\)$")]
    private static partial Regex Line { get; }
}
