namespace SharedObjects.Process.Tests.Programs;

/// <summary>A manager and workers start from every kind of program that .NET's own tools make, without a line in its Main. The test host itself is the program of all other tests.</summary>
public sealed class LaunchTests : ProcessTests, IDisposable
{
    private const string Expected = "workers: 3;";

    private readonly string directory = Directory.CreateTempSubdirectory("launch-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact(Timeout = 120_000)]
    public Task From_its_apphost() => ExpectWorkersAsync(Path.Combine(TestProgram.OutputDirectory, "SharedObjects.TestApp"), "run", "3");

    [Fact(Timeout = 120_000)]
    public Task From_dotnet_and_its_assembly() => ExpectWorkersAsync("dotnet", Path.Combine(TestProgram.OutputDirectory, "SharedObjects.TestApp.dll"), "run", "3");

    [Fact(Timeout = 120_000)]
    public Task From_dotnet_run() =>
        ExpectWorkersAsync("dotnet", "run", "--no-build", "-c", TestProgram.Configuration, "--project", TestProgram.Project, "--", "run", "3");

    [Fact(Timeout = 300_000)]
    public async Task Published_and_moved()
    {
        var published = Path.Combine(directory, "published");
        var moved = Path.Combine(directory, "moved");
        await RunAsync("dotnet", "publish", TestProgram.Project, "--no-build", "-c", TestProgram.Configuration, "-o", published);
        Directory.Move(published, moved);

        await ExpectWorkersAsync(Path.Combine(moved, "SharedObjects.TestApp"), "run", "3");
        await ExpectWorkersAsync("dotnet", Path.Combine(moved, "SharedObjects.TestApp.dll"), "run", "3");
    }

    /// <summary>The package brings the generator along; a project reference does not, so there the file beside the program does.</summary>
    [Fact(Timeout = 300_000)]
    public async Task From_a_file_based_program_with_a_project()
    {
        await File.WriteAllTextAsync(
            Path.Combine(directory, "Directory.Build.props"),
            $"""<Project><ItemGroup><Analyzer Include="{Path.Combine(TestProgram.RepositoryRoot, "src", "Proxy.Generator", "bin", TestProgram.Configuration, "netstandard2.0", "SharedObjects.Generator.dll")}" /></ItemGroup></Project>""",
            Token);

        await ExpectWorkersFromFileAsync($"#:project {Path.Combine(TestProgram.RepositoryRoot, "src", "Proxy.Runtime")}");
    }

    [Fact(Timeout = 300_000)]
    public async Task From_a_file_based_program_with_the_package()
    {
        await RunAsync("dotnet", "pack", Path.Combine(TestProgram.RepositoryRoot, "src", "Proxy.Runtime"), "-c", TestProgram.Configuration, "-o", directory, "-p:PackageVersion=0.0.1-test");
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        await File.WriteAllTextAsync(
            Path.Combine(directory, "nuget.config"),
            $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(directory, "packages")}" /></config>
              <fallbackPackageFolders><add key="user" value="{packages}" /></fallbackPackageFolders>
              <packageSources><add key="test" value="{directory}" /></packageSources>
            </configuration>
            """,
            Token);

        await ExpectWorkersFromFileAsync("#:package SharedObjects@0.0.1-test");
    }

    private static async Task ExpectWorkersAsync(string program, params string[] arguments) =>
        Assert.Contains(Expected, await RunAsync(program, arguments), StringComparison.Ordinal);

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var (exitCode, output, errors) = await TestProgram.RunAsync(program, arguments);
        Assert.True(exitCode == 0, $"exit code {exitCode}\n{output}\n{errors}");
        return output;
    }

    private async Task ExpectWorkersFromFileAsync(string directive)
    {
        var file = Path.Combine(directory, "program.cs");
        var source = await File.ReadAllTextAsync(Path.Combine(TestProgram.Project, "Program.cs"), Token);
        await File.WriteAllTextAsync(file, $"{directive}\n{source}", Token);

        await ExpectWorkersAsync("dotnet", "run", "-c", TestProgram.Configuration, file, "--", "run", "3");
    }
}
