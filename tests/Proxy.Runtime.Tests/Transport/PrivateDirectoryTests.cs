using System.Diagnostics;
using SharedObjects.Runtime.Tests.Transport.Support;
using SharedObjects.Transport.Endpoints;

namespace SharedObjects.Runtime.Tests.Transport;

public sealed class PrivateDirectoryTests : IDisposable
{
    private readonly DirectoryInfo parent = Directory.CreateTempSubdirectory("so-test-");

    [Fact]
    public void It_is_the_owners_alone_and_gone_after_dispose()
    {
        var directory = PrivateDirectory.Create("manager");
        Assert.Equal(Permissions.OwnerOnly, Permissions.Get(directory.FullPath));
        File.WriteAllText(Path.Combine(directory.FullPath, "manager"), "left behind");
        directory.Dispose();
        Assert.False(Directory.Exists(directory.FullPath));
    }

    [Fact]
    public void Two_are_never_the_same()
    {
        using var one = PrivateDirectory.Create("manager");
        using var other = PrivateDirectory.Create("manager");
        Assert.NotEqual(one.FullPath, other.FullPath);
    }

    [Fact]
    public void A_parent_that_is_unset_relative_or_missing_is_passed_over()
    {
        using var directory = PrivateDirectory.Create("manager", null, "", "relative", "/nowhere/at/all", parent.FullName);
        Assert.Equal(parent.FullName, Path.GetDirectoryName(directory.FullPath));
    }

    [Fact]
    public void A_parent_too_long_for_a_socket_address_is_passed_over()
    {
        var deep = parent.CreateSubdirectory(new string('x', 100));
        using var directory = PrivateDirectory.Create("manager", deep.FullName, parent.FullName);
        Assert.Equal(parent.FullName, Path.GetDirectoryName(directory.FullPath));
    }

    [Fact]
    public void If_every_parent_is_too_long_the_error_says_so()
    {
        var deep = parent.CreateSubdirectory(new string('x', 100));
        var error = Assert.Throws<PathTooLongException>(() => PrivateDirectory.Create("manager", deep.FullName));
        Assert.Contains("107", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parent_in_which_others_can_replace_directories_is_passed_over()
    {
        var open = parent.CreateSubdirectory("open");
        Permissions.Set(open.FullName, Permissions.Everybody);
        Assert.Throws<IOException>(() => PrivateDirectory.Create("manager", open.FullName));

        Permissions.Set(open.FullName, Permissions.Everybody | UnixFileMode.StickyBit);
        PrivateDirectory.Create("manager", open.FullName).Dispose();
    }

    [Theory]
    [InlineData(UnixFileMode.GroupExecute)]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherExecute)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_directory_open_to_others_is_refused(UnixFileMode added)
    {
        using var directory = PrivateDirectory.Create("manager", parent.FullName);
        Permissions.Set(directory.FullPath, Permissions.Get(directory.FullPath) | added);
        AssertRefused(ManagerRefusal.UnsafeEndpoint, directory.FullPath);
    }

    [Fact]
    public void A_link_to_a_private_directory_is_refused()
    {
        using var directory = PrivateDirectory.Create("manager", parent.FullName);
        PrivateDirectory.Verify(directory.FullPath);
        var link = Path.Combine(parent.FullName, "link");
        Directory.CreateSymbolicLink(link, directory.FullPath);
        AssertRefused(ManagerRefusal.UnsafeEndpoint, link);
    }

    [Fact]
    public void A_file_is_refused()
    {
        var file = Path.Combine(parent.FullName, "file");
        File.WriteAllText(file, "");
        Permissions.Set(file, UnixFileMode.UserRead);
        AssertRefused(ManagerRefusal.UnsafeEndpoint, file);
    }

    [Fact]
    public async Task A_directory_of_another_user_is_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root can give a directory away.");
        using var directory = PrivateDirectory.Create("manager", parent.FullName);
        using (var give = Process.Start("chown", ["65534", directory.FullPath]))
        {
            await give.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        AssertRefused(ManagerRefusal.UnsafeEndpoint, directory.FullPath);
    }

    [Fact]
    public void A_directory_that_is_gone_means_the_manager_is() =>
        AssertRefused(ManagerRefusal.Unreachable, Path.Combine(parent.FullName, "gone"));

    public void Dispose() => parent.Delete(recursive: true);

    private static void AssertRefused(ManagerRefusal reason, string path) =>
        Assert.Equal(reason, Assert.Throws<ManagerRefusedException>(() => PrivateDirectory.Verify(path)).Reason);
}
