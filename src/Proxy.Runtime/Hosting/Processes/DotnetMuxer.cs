using System.Diagnostics.CodeAnalysis;

namespace SharedObjects.Hosting.Processes;

/// <summary>The <c>dotnet</c> executable of the runtime that runs this process.</summary>
internal static class DotnetMuxer
{
    /// <exception cref="ChildStartException">There is none: the program is self-contained.</exception>
    public static string Find() =>
        FromRuntimeDirectory()
        ?? FromVariable("DOTNET_HOST_PATH")
        ?? Existing(Path.Combine(Environment.GetEnvironmentVariable("DOTNET_ROOT") ?? "", FileName))
        ?? throw new ChildStartException(
            "Child processes start by 'dotnet exec', and no dotnet executable was found: not above this program's runtime directory, and DOTNET_HOST_PATH and DOTNET_ROOT name none. "
            + "Publish the program framework-dependent, or set DOTNET_ROOT to an installed .NET 10 runtime.");

    private static string FileName => OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";

    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "An empty location is answered with the fallbacks.")]
    private static string? FromRuntimeDirectory()
    {
        // <root>/shared/Microsoft.NETCore.App/<version>/System.Private.CoreLib.dll
        var directory = Path.GetDirectoryName(typeof(object).Assembly.Location);
        for (var level = 0; level < 3 && !string.IsNullOrEmpty(directory); level++)
            directory = Path.GetDirectoryName(directory);

        return string.IsNullOrEmpty(directory) ? null : Existing(Path.Combine(directory, FileName));
    }

    private static string? FromVariable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } path ? Existing(path) : null;

    private static string? Existing(string path) => Path.IsPathRooted(path) && File.Exists(path) ? path : null;
}
