namespace SharedObjects.Process.Tests.Programs;

/// <summary>Children start from every kind of program that .NET's own tools make, without a line in its Main.</summary>
public sealed class LaunchTests
{
    private const string Expected = "children: 2;";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public Task From_its_apphost() => ExpectChildrenAsync(Path.Combine(TestProgram.OutputDirectory, "SharedObjects.TestApp"), "run", "2");

    [Fact(Timeout = 120_000)]
    public Task From_dotnet_and_its_assembly() => ExpectChildrenAsync("dotnet", Path.Combine(TestProgram.OutputDirectory, "SharedObjects.TestApp.dll"), "run", "2");

    [Fact(Timeout = 120_000)]
    public Task From_dotnet_run() =>
        ExpectChildrenAsync("dotnet", "run", "--no-build", "-c", TestProgram.Configuration, "--project", TestProgram.Project, "--", "run", "2");

    [Fact(Timeout = 300_000)]
    public async Task Published_and_moved()
    {
        var directory = Directory.CreateTempSubdirectory("published-");
        try
        {
            await RunAsync("dotnet", "publish", TestProgram.Project, "--no-build", "-c", TestProgram.Configuration, "-o", directory.FullName);
            await ExpectChildrenAsync(Path.Combine(directory.FullName, "SharedObjects.TestApp"), "run", "2");
            await ExpectChildrenAsync("dotnet", Path.Combine(directory.FullName, "SharedObjects.TestApp.dll"), "run", "2", "library");
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact(Timeout = 300_000)]
    public async Task From_a_file_based_program()
    {
        var directory = Directory.CreateTempSubdirectory("file-based-");
        try
        {
            var file = Path.Combine(directory.FullName, "program.cs");
            var source = await File.ReadAllTextAsync(Path.Combine(TestProgram.Project, "Program.cs"), Token);
            await File.WriteAllTextAsync(
                file,
                $"""
                #:property AssemblyName=SharedObjects.TestApp
                #:property AllowUnsafeBlocks=true
                #:project {Path.Combine(TestProgram.RepositoryRoot, "src", "Proxy.Runtime")}
                {source}
                """,
                Token);

            await ExpectChildrenAsync("dotnet", "run", "-c", TestProgram.Configuration, file, "--", "run", "2");
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task ExpectChildrenAsync(string program, params string[] arguments) =>
        Assert.Contains(Expected, await RunAsync(program, arguments), StringComparison.Ordinal);

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = TestProgram.Run(program, arguments);
        var output = process.StandardOutput.ReadToEndAsync(Token);
        var errors = process.StandardError.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        Assert.True(process.ExitCode == 0, $"exit code {process.ExitCode}\n{await output}\n{await errors}");
        return await output;
    }
}
