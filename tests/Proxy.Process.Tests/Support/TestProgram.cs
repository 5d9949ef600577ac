using System.Diagnostics;
using System.Reflection;

namespace SharedObjects.Process.Tests.Support;

/// <summary>The program in tests/Proxy.TestApp, as it was built.</summary>
internal static class TestProgram
{
    public static string RepositoryRoot => Metadata("RepositoryRoot");

    public static string Configuration => Metadata("Configuration");

    public static string Project => Path.Combine(RepositoryRoot, "tests", "Proxy.TestApp");

    public static string OutputDirectory => Path.Combine(Project, "bin", Configuration, "net10.0");

    /// <summary>Starts it by its apphost, with its output redirected.</summary>
    public static System.Diagnostics.Process Start(params string[] arguments) =>
        Run(Path.Combine(OutputDirectory, "SharedObjects.TestApp"), arguments);

    public static System.Diagnostics.Process Run(string program, params string[] arguments) =>
        System.Diagnostics.Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        })!;

    private static string Metadata(string key) =>
        typeof(TestProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
