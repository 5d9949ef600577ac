using System.Diagnostics;
using System.Reflection;

namespace SharedObjects.Process.Tests.Support;

/// <summary>The programs in tests/Proxy.TestApp and src/Samples, as they were built, and the tools of .NET.</summary>
internal static class TestProgram
{
    public static string RepositoryRoot => Metadata("RepositoryRoot");

    public static string Configuration => Metadata("Configuration");

    public static string Project => Path.Combine(RepositoryRoot, "tests", "Proxy.TestApp");

    public static string OutputDirectory => Path.Combine(Project, "bin", Configuration, "net10.0");

    public static string Samples => Path.Combine(RepositoryRoot, "src", "Samples", "bin", Configuration, "net10.0", "SharedObjects.Samples.dll");

    /// <summary>Starts it by its apphost, with its output redirected.</summary>
    public static System.Diagnostics.Process Start(params string[] arguments) =>
        Start(Path.Combine(OutputDirectory, "SharedObjects.TestApp"), arguments);

    /// <summary>Runs a program to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await errors);
    }

    private static System.Diagnostics.Process Start(string program, string[] arguments) => System.Diagnostics.Process.Start(new ProcessStartInfo(program, arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        WorkingDirectory = Path.GetTempPath(),

        // Nothing of the tools stays behind either: no build servers that wait for the next build.
        Environment = { ["MSBUILDDISABLENODEREUSE"] = "1", ["UseSharedCompilation"] = "false", ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0" },
    })!;

    private static string Metadata(string key) =>
        typeof(TestProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
