using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SharedObjects.Process.Tests;

/// <summary>A program compiled ahead of time makes calls and reads streams through a real endpoint, and nothing of ours stands in its compiler's way.</summary>
public sealed class AheadOfTimeTests
{
    [Fact]
    public async Task A_native_program_makes_a_call_and_compiles_without_a_warning_of_ours()
    {
        var output = Directory.CreateTempSubdirectory("aot-");
        try
        {
            var (exitCode, log) = await RunAsync(
                "dotnet",
                "publish",
                Path.Combine(RepositoryRoot(), "tests", "Proxy.AotSmoke"),
                "-c",
                "Release",
                "-r",
                RuntimeInformation.RuntimeIdentifier,
                "-p:CompileAheadOfTime=true",
                "-p:SharedObjectsReadyToRun=false",
                "-o",
                output.FullName);
            Assert.True(exitCode == 0, log);
            Assert.DoesNotContain(log.Split('\n'), line => line.Contains("warning IL", StringComparison.Ordinal) && line.Contains("SharedObjects", StringComparison.Ordinal));

            var (exit, said) = await RunAsync(Path.Combine(output.FullName, "SharedObjects.AotSmoke"));
            Assert.Equal(0, exit);
            Assert.Equal(
                ["hello, ahead of time", "hello, stream|hello, stream|hello, stream|hello, stream", "0: Ulysses, 1922", "b|1|first|news", "1|2|True|True|0", "42|2.5|7|42", "xy|1|2"],
                said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        }
        finally
        {
            output.Delete(recursive: true);
        }
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string file, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output);
    }

    private static string RepositoryRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "SharedObjects.sln")))
        {
            directory = directory.Parent!;
        }

        return directory.FullName;
    }
}
