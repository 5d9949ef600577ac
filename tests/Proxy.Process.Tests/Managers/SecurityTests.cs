using System.Diagnostics;
using SharedObjects.Process.Tests.Workers;

namespace SharedObjects.Process.Tests.Managers;

/// <summary>Nobody else gets at a manager: not through its socket, and not by what the process table shows.</summary>
public sealed class SecurityTests : ProcessTests, IAsyncLifetime
{
    private SharedManager manager = null!;

    public async ValueTask InitializeAsync() => manager = await SharedManager.StartAsync(cancellationToken: Token);

    public ValueTask DisposeAsync() => manager.DisposeAsync();

    [Fact(Timeout = 60_000)]
    public async Task The_key_is_in_no_command_line_and_in_no_environment()
    {
        var ready = await manager.QueueAsync<int>(cancellationToken: Token);
        await using var worker = WorkerProcess.Start(WorkerTargets.WaitAsync, ready);
        await ready.GetAsync(Token);
        var address = manager.Session.Address!;
        var key = new byte[address.Key.Length];
        address.Key.CopyTo(key);
        byte[][] forms = [key, [.. Convert.ToHexString(key).Select(static c => (byte)c)], [.. Convert.ToHexStringLower(key).Select(static c => (byte)c)], [.. Convert.ToBase64String(key).Select(static c => (byte)c)]];

        foreach (var id in new[] { manager.ProcessId, worker.Id })
        {
            foreach (var file in new[] { $"/proc/{id}/cmdline", $"/proc/{id}/environ" })
            {
                var shown = await File.ReadAllBytesAsync(file, Token);
                Assert.NotEmpty(shown);
                Assert.All(forms, form => Assert.True(shown.AsSpan().IndexOf(form) < 0, file));
            }
        }
    }

    [Fact]
    public void The_directory_and_the_socket_are_the_users_alone()
    {
        var socket = manager.Session.Address!.Endpoint.Path;

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(socket)!));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(socket));
    }

    [Fact(Timeout = 60_000)]
    public async Task Another_user_cannot_connect()
    {
        const string ChangeUser = "/usr/bin/setpriv", Perl = "/usr/bin/perl";
        Assert.SkipUnless(Environment.IsPrivilegedProcess && File.Exists(ChangeUser) && File.Exists(Perl), "A process of another user can be started by root only, with setpriv and perl.");
        string[] connect = [Perl, "-MIO::Socket::UNIX", "-e", "print IO::Socket::UNIX->new(Peer => shift) ? 'connected' : $!", manager.Session.Address!.Endpoint.Path];
        Assert.Equal("connected", await RunAsync(connect));

        Assert.Equal("Permission denied", await RunAsync([ChangeUser, "--reuid=65534", "--regid=65534", "--clear-groups", .. connect]));

        // The manager lives on.
        Assert.Equal(0, (await manager.QueueAsync<int>(cancellationToken: Token)).Count);
    }

    private static async Task<string> RunAsync(string[] command)
    {
        using var process = System.Diagnostics.Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, WorkingDirectory = "/" })!;
        var output = await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        return output.Trim();
    }
}
