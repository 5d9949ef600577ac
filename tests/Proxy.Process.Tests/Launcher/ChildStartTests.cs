using System.Net.Sockets;
using System.Text;
using SharedObjects.Hosting.Processes;

namespace SharedObjects.Process.Tests.Launcher;

public sealed class ChildStartTests : ProcessTests
{
    [Fact]
    public void A_missing_runtimeconfig_is_named()
    {
        var directory = Directory.CreateTempSubdirectory("start-");
        try
        {
            var dependencies = Path.Combine(directory.FullName, "app.deps.json");
            File.WriteAllText(dependencies, "{}");

            var error = Assert.Throws<ChildStartException>(() => ProgramFiles.From(dependencies, "/app/SharedObjects.dll"));

            Assert.Contains("app.runtimeconfig.json", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/nowhere/app.deps.json")]
    public void A_program_without_deps_file_is_told_what_to_do(string? dependencyFiles)
    {
        var error = Assert.Throws<ChildStartException>(() => ProgramFiles.From(dependencyFiles, "/app/SharedObjects.dll"));

        Assert.Contains("GenerateDependencyFile", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_self_contained_program_is_told_what_to_do() => WithConfiguration(
        """{ "runtimeOptions": { "includedFrameworks": [] } }""",
        path => Assert.Contains("self-contained", Assert.Throws<ChildStartException>(() => ChildRuntimeConfiguration.Verify(path)).Message, StringComparison.Ordinal));

    [Fact]
    public void What_the_user_has_set_wins() => WithConfiguration(
        """{ /* mine */ "runtimeOptions": { "tfm": "net10.0", "configProperties": { "System.Globalization.Invariant": false, "My.Own": 3 } } }""",
        path =>
        {
            var derived = Encoding.UTF8.GetString(ChildRuntimeConfiguration.DeriveLean(path));
            Assert.Contains("\"System.Globalization.Invariant\":false", derived, StringComparison.Ordinal);
            Assert.Contains("\"My.Own\":3", derived, StringComparison.Ordinal);
        });

    [Fact(Timeout = 60_000)]
    public async Task Only_a_child_without_user_code_has_leaner_settings_than_the_program()
    {
        await using var launcher = new ChildLauncher(TimeProvider.System, new CollectingLoggerFactory());
        var user = launcher.Start(ProbeRole.Start("wait"));
        var library = launcher.Start(ProbeRole.Start("wait") with { RunsUserCode = false });
        await Task.WhenAll(user.Ready, library.Ready).WaitAsync(Token);

        Assert.Contains(ProgramFiles.Find().RuntimeConfiguration, ProcFs.CommandLine(user.Id), StringComparison.Ordinal);
        Assert.Contains(launcher.DirectoryPath + "/library.runtimeconfig.json", ProcFs.CommandLine(library.Id), StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_says_nothing_gets_the_lean_settings() => WithConfiguration(
        """{ "runtimeOptions": { "tfm": "net10.0" } }""",
        path => Assert.Contains("\"System.Globalization.Invariant\":true", Encoding.UTF8.GetString(ChildRuntimeConfiguration.DeriveLean(path)), StringComparison.Ordinal));

    [Fact(Timeout = 60_000)]
    public async Task A_runtime_that_cannot_start_is_quoted()
    {
        var directory = Directory.CreateTempSubdirectory("start-");
        var configuration = Path.Combine(directory.FullName, "app.runtimeconfig.json");
        await File.WriteAllTextAsync(configuration, """{ "runtimeOptions": { "framework": { "name": "Microsoft.NoSuch.App", "version": "99.0.0" } } }""", Token);
        await using var launcher = new ChildLauncher(TimeProvider.System, new CollectingLoggerFactory(), () => ProgramFiles.Find() with { RuntimeConfiguration = configuration });

        var child = launcher.Start(ProbeRole.Start("exit 0"));
        var error = await Assert.ThrowsAsync<ChildStartException>(() => child.Connected.WaitAsync(Token));

        Assert.Contains("Microsoft.NoSuch.App", error.Message, StringComparison.Ordinal);
        Assert.Contains("Microsoft.NoSuch.App", error.StandardError, StringComparison.Ordinal);
        directory.Delete(recursive: true);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_child_that_never_connects_is_killed_and_named()
    {
        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(script, "#!/bin/sh\necho stuck in the start >&2\nexec sleep 1000\n", Token);
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await using var launcher = new ChildLauncher(TimeProvider.System, new CollectingLoggerFactory(), () => ProgramFiles.Find() with { Muxer = script });

        var child = launcher.Start(ProbeRole.Start("exit 0") with { ConnectTimeout = TimeSpan.FromMilliseconds(500) });
        var error = await Assert.ThrowsAsync<ChildStartException>(() => child.Connected.WaitAsync(Token));

        Assert.Contains("did not connect", error.Message, StringComparison.Ordinal);
        Assert.Contains("stuck in the start", error.Message, StringComparison.Ordinal);
        Assert.Equal(9, (await child.Exited.WaitAsync(Token)).Signal);
        File.Delete(script);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_token_alone_opens_nothing_when_the_process_is_another()
    {
        using var listener = new ControlListener(TimeProvider.System, new CollectingLoggerFactory().CreateLogger(""));
        using var expectation = listener.Expect();
        expectation.Started(1);

        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(listener.SocketPath), Token);
        await using var stream = new NetworkStream(socket);
        await ControlFrame.WriteAsync(stream, ControlMessageKind.Hello, Encoding.ASCII.GetBytes(expectation.Token), Token);

        Assert.Equal(0, await stream.ReadAsync(new byte[1], Token));
        Assert.False(expectation.Accepted.IsCompleted);
    }

    [Theory]
    [InlineData(new byte[] { 255, 255, 255, 127, 3 })]
    [InlineData(new byte[] { 255, 255, 255, 255, 3 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 200 })]
    public void A_length_above_the_bound_or_an_unknown_kind_is_no_message(byte[] bytes) =>
        Assert.Throws<InvalidDataException>(() => ControlFrame.Read(new MemoryStream(bytes)));

    private static void WithConfiguration(string text, Action<string> test)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text);
            test(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
