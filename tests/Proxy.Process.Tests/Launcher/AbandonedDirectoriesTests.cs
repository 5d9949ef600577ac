using System.Net.Sockets;
using SharedObjects.Hosting.Processes;
using SharedObjects.Transport.Endpoints;

namespace SharedObjects.Process.Tests.Launcher;

public sealed class AbandonedDirectoriesTests : ProcessTests, IDisposable
{
    private static readonly UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string parent = Directory.CreateTempSubdirectory("p-").FullName;

    public void Dispose() => Directory.Delete(parent, recursive: true);

    [Fact]
    public async Task The_directory_of_an_owner_that_lives_is_left_alone_and_that_of_a_dead_one_is_deleted()
    {
        using var listener = new ControlListener(TimeProvider.System, new CollectingLoggerFactory().CreateLogger(""));
        await Task.Run(() => AbandonedDirectories.DeleteIfAbandoned(listener.SocketPath), Token);
        Assert.True(File.Exists(listener.SocketPath));

        var dead = Make("so-0123456789abcdef", Private, withDeadSocket: true);
        AbandonedDirectories.DeleteIfAbandoned(Path.Combine(dead, "control"));
        Assert.False(Directory.Exists(dead));
    }

    [Theory]
    [InlineData("so-0123456789abcdef", true, true)]
    [InlineData("so-0123456789abcdef", false, true)]
    [InlineData("so-0123456789abcdeg", true, false)]
    [InlineData("so-0123456789abcde", true, false)]
    [InlineData("so-something-of-mine", true, false)]
    [InlineData("xo-0123456789abcdef", true, false)]
    public void Only_directories_of_this_library_are_swept(string name, bool withSocket, bool swept)
    {
        var directory = Make(name, Private, withSocket);
        Age(directory);

        AbandonedDirectories.Sweep([parent, null, "relative"], TimeProvider.System);

        Assert.Equal(!swept, Directory.Exists(directory));
    }

    [Fact]
    public void A_directory_that_others_may_enter_is_not_ours_to_sweep()
    {
        var directory = Make("so-0123456789abcdef", Private | UnixFileMode.OtherExecute, withDeadSocket: true);
        Age(directory);

        AbandonedDirectories.Sweep([parent], TimeProvider.System);

        Assert.True(Directory.Exists(directory));
    }

    [Fact]
    public void A_directory_that_has_only_just_been_made_is_left_alone()
    {
        var directory = Make("so-0123456789abcdef", Private, withDeadSocket: true);

        AbandonedDirectories.Sweep([parent], TimeProvider.System);

        Assert.True(Directory.Exists(directory));
    }

    [Fact]
    public void A_directory_whose_owner_lives_is_left_alone_and_its_owner_is_not_disturbed()
    {
        var directory = Make("so-0123456789abcdef", Private, withDeadSocket: false);
        using var owner = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        owner.Bind(new UnixDomainSocketEndPoint(Path.Combine(directory, "manager")));
        owner.Listen();
        Age(directory);

        AbandonedDirectories.Sweep([parent], TimeProvider.System);

        Assert.True(Directory.Exists(directory));
        Assert.False(owner.Poll(0, SelectMode.SelectRead));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_next_start_sweeps()
    {
        var dead = Path.Combine(TestEnvironment.TemporaryDirectory, "so-00000000deadbeef");
        Directory.CreateDirectory(dead, Private);
        Age(dead);

        await using var launcher = new ChildLauncher(TimeProvider.System, new CollectingLoggerFactory());
        launcher.Start(ProbeRole.Start("exit 0"));

        await ProcFs.UntilAsync(() => !Directory.Exists(dead));
    }

    private static void Age(string directory) => Directory.SetLastWriteTimeUtc(directory, TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-2));

    private string Make(string name, UnixFileMode mode, bool withDeadSocket)
    {
        var directory = Directory.CreateDirectory(Path.Combine(parent, name)).FullName;
        File.SetUnixFileMode(directory, mode);
        if (withDeadSocket)
        {
            // Closed without cleaning up, as by a kill.
            var path = Path.Combine(directory, "control");
            using var killed = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            killed.Bind(new UnixDomainSocketEndPoint(path + "x"));
            File.Move(path + "x", path);
        }

        return directory;
    }
}
