using System.Diagnostics.CodeAnalysis;
using SharedObjects.Calls;

namespace SharedObjects.Hosting.Processes;

/// <summary>The files from which this program was started, and from which a child with the same assemblies can be.</summary>
/// <param name="Muxer">The <c>dotnet</c> executable.</param>
/// <param name="DependencyFile">The program's <c>.deps.json</c>.</param>
/// <param name="RuntimeConfiguration">The program's <c>.runtimeconfig.json</c>.</param>
/// <param name="Host">SharedObjects.dll, whose entry point the child runs.</param>
internal sealed record ProgramFiles(string Muxer, string DependencyFile, string RuntimeConfiguration, string Host)
{
    private const string Extension = ".deps.json";

    /// <exception cref="ChildStartException">The program was published in a form that cannot start children.</exception>
    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "An empty location is reported.")]
    public static ProgramFiles Find()
    {
        if (!DynamicCode.IsSupported)
            throw Unsupported("it is compiled ahead of time (PublishAot)");

        if (typeof(ProgramFiles).Assembly.Location is not { Length: > 0 } location)
            throw Unsupported("it is a single file (PublishSingleFile)");

        return From(AppContext.GetData("APP_CONTEXT_DEPS_FILES") as string, location);
    }

    internal static ProgramFiles From(string? dependencyFiles, string hostLocation)
    {
        // The program's own file comes first, its frameworks' follow; a program without one leaves a framework's in front.
        var dependencyFile = dependencyFiles?.Split(';', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "";
        var runtimeConfiguration = dependencyFile.EndsWith(Extension, StringComparison.Ordinal)
            ? dependencyFile[..^Extension.Length] + ChildRuntimeConfiguration.Extension
            : "";
        if (!File.Exists(dependencyFile) || IsFrameworkFile(dependencyFile))
            throw Unsupported("it has no .deps.json file; build it with GenerateDependencyFile=true and deploy the file with it");
        if (!File.Exists(runtimeConfiguration))
            throw Unsupported($"the file {runtimeConfiguration} is missing; deploy it with the program");

        // A package asset for this platform lies in a folder below; 'dotnet exec' takes the program's folder from the host's path.
        var besideProgram = Path.Combine(Path.GetDirectoryName(dependencyFile)!, Path.GetFileName(hostLocation));
        return new ProgramFiles(DotnetMuxer.Find(), dependencyFile, runtimeConfiguration, File.Exists(besideProgram) ? besideProgram : hostLocation);
    }

    private static bool IsFrameworkFile(string dependencyFile) =>
        Path.GetFileName(dependencyFile) is "Microsoft.NETCore.App.deps.json" or "Microsoft.AspNetCore.App.deps.json" or "Microsoft.WindowsDesktop.App.deps.json";

    private static ChildStartException Unsupported(string reason) => new(
        $"This program cannot start child processes: {reason}. They start by 'dotnet exec' from the program's own files, which takes a framework-dependent program that is not a single file.");
}
