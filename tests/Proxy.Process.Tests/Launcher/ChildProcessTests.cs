using System.Text;
using Microsoft.Extensions.Logging;
using SharedObjects.Hosting.Processes;

namespace SharedObjects.Process.Tests.Launcher;

public sealed class ChildProcessTests : ProcessTests, IAsyncLifetime
{
    private readonly CollectingLoggerFactory loggers = new();
    private readonly ChildLauncher launcher;

    public ChildProcessTests() => launcher = new ChildLauncher(TimeProvider.System, loggers);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => launcher.DisposeAsync();

    [Fact(Timeout = 60_000)]
    public async Task An_exception_on_a_thread_is_reported_with_type_message_and_stack()
    {
        var child = launcher.Start(ProbeRole.Start("throw-on-thread"));

        var exit = await child.Exited.WaitAsync(Token);

        Assert.Equal(typeof(NotSupportedException).FullName, exit.Failure?.TypeName);
        Assert.Equal("a thread is broken", exit.Failure?.Message);
        Assert.Contains(nameof(ProbeRole), exit.Failure?.StackTrace, StringComparison.Ordinal);
        Assert.NotEqual(0, exit.ExitCode);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_role_that_this_version_does_not_have_is_named()
    {
        var child = launcher.Start(new ChildStart { Role = "nonsense", RunsUserCode = false });

        var error = await Assert.ThrowsAsync<ChildStartException>(() => child.Ready.WaitAsync(Token));

        Assert.Contains("no role named 'nonsense'", error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_child_with_leaner_settings_can_start_children_of_its_own()
    {
        var child = launcher.Start(ProbeRole.Start("nest") with { RunsUserCode = false });

        Assert.Equal(new ChildExit(3, null, null), await child.Exited.WaitAsync(Token));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_child_that_stays_is_told_so()
    {
        var child = launcher.Start(ProbeRole.Start("stay"));

        Assert.Equal(new ChildExit(7, null, null), await child.Exited.WaitAsync(Token));
    }

    [Fact(Timeout = 60_000)]
    public async Task Messages_of_the_role_go_both_ways_in_order()
    {
        var child = launcher.Start(ProbeRole.Start("echo"));
        var channel = await child.Connected.WaitAsync(Token);

        byte[][] sent = [[1], [], new byte[300_000], [2]];
        foreach (var body in sent)
            await channel.SendAsync(body, Token);
        foreach (var body in sent)
            Assert.Equal(body, (await channel.ReceiveAsync(Token))?.ToArray());
    }

    [Fact(Timeout = 60_000)]
    public async Task Disposing_lets_the_child_end_by_itself()
    {
        var child = launcher.Start(ProbeRole.Start("echo") with { Grace = TimeSpan.FromSeconds(30) });
        await child.Ready.WaitAsync(Token);

        await child.DisposeAsync().AsTask().WaitAsync(Token);

        Assert.InRange((await child.Exited).ExitCode, 5, 6);
    }

    [Fact(Timeout = 60_000)]
    public async Task Log_entries_of_the_child_come_out_of_the_owners_logger()
    {
        var child = launcher.Start(ProbeRole.Start("log"));
        await child.Exited.WaitAsync(Token);

        Assert.Contains(("Child.Category", LogLevel.Warning, 42, "written in the child"), loggers.Entries);
        Assert.DoesNotContain(loggers.Entries, entry => entry.EventId == 43);
    }

    [Fact(Timeout = 60_000)]
    public async Task Arguments_show_neither_in_argv_nor_in_the_environment_and_standard_input_is_at_its_end()
    {
        var child = launcher.Start(ProbeRole.Start("environment SECRET-KEY"));
        var argv = ProcFs.CommandLine(child.Id);
        var environment = ProcFs.Environ(child.Id);
        var channel = await child.Connected.WaitAsync(Token);
        var seen = Encoding.UTF8.GetString((await channel.ReceiveAsync(Token))!.Value.Span);

        Assert.Contains(" custom ", argv, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET-KEY", argv, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET-KEY", environment, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET-KEY", seen, StringComparison.Ordinal);
        Assert.Equal(new ChildExit(0, null, null), await child.Exited.WaitAsync(Token));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_connected_child_writes_to_the_owners_own_standard_output_and_error()
    {
        var child = launcher.Start(ProbeRole.Start("block"));
        await child.Ready.WaitAsync(Token);

        Assert.Equal(ProcFs.Descriptor(Environment.ProcessId, 1), ProcFs.Descriptor(child.Id, 1));
        Assert.Equal(ProcFs.Descriptor(Environment.ProcessId, 2), ProcFs.Descriptor(child.Id, 2));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("INT")]
    [InlineData("QUIT")]
    [InlineData("HUP")]
    public async Task A_signal_of_the_terminal_is_left_to_the_owner(string signal)
    {
        var child = launcher.Start(ProbeRole.Start("echo"));
        var channel = await child.Connected.WaitAsync(Token);
        await child.Ready.WaitAsync(Token);

        ProcFs.Signal(child.Id, signal);
        await channel.SendAsync(new byte[] { 1 }, Token);

        Assert.Equal([1], (await channel.ReceiveAsync(Token))?.ToArray());
        Assert.False(child.Exited.IsCompleted);
    }

    [Fact(Timeout = 60_000)]
    public async Task Disposing_the_launcher_leaves_neither_process_nor_file()
    {
        var other = new ChildLauncher(TimeProvider.System, loggers);
        var child = other.Start(ProbeRole.Start("wait"));
        await child.Ready.WaitAsync(Token);
        var directory = other.DirectoryPath!;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(directory));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(directory, ControlListener.SocketName)));

        await other.DisposeAsync();

        Assert.False(ProcFs.IsRunning(child.Id));
        Assert.False(Directory.Exists(directory));
    }
}
