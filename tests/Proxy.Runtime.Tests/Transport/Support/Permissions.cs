namespace SharedObjects.Runtime.Tests.Transport.Support;

/// <summary>Permission bits; where there are none, the test is skipped visibly.</summary>
internal static class Permissions
{
    public const UnixFileMode Everybody = (UnixFileMode)0b111_111_111;

    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const string Reason = "Windows has no permission bits.";

    public static UnixFileMode Get(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            return File.GetUnixFileMode(path);
        }

        Assert.Skip(Reason);
        return default;
    }

    public static void Set(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
            return;
        }

        Assert.Skip(Reason);
    }
}
