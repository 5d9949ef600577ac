using System.Runtime.InteropServices;

namespace SharedObjects.Transport.Endpoints;

/// <summary>The few functions of the C library that .NET has no face for.</summary>
internal static partial class UnixFunctions
{
    /// <summary>The user this process acts as.</summary>
    [LibraryImport("libc", EntryPoint = "geteuid")]
    public static partial uint GetEffectiveUserId();

    /// <summary>Makes a directory, and unlike <see cref="Directory.CreateDirectory(string)"/> fails if there is one already.</summary>
    [LibraryImport("libc", EntryPoint = "mkdir", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int MakeDirectory(string path, uint mode);

    /// <summary>Linux: the status of a file in a layout that is the same on every architecture.</summary>
    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    public static unsafe partial int StatX(int directory, string path, int flags, uint mask, byte* status);

    /// <summary>macOS on Apple silicon: the status of a file, symbolic links not followed.</summary>
    [LibraryImport("libc", EntryPoint = "lstat", StringMarshalling = StringMarshalling.Utf8)]
    public static unsafe partial int LStat(string path, byte* status);

    /// <summary>macOS on Intel: the same, where the plain name still means the layout with 32-bit inodes.</summary>
    [LibraryImport("libc", EntryPoint = "lstat$INODE64", StringMarshalling = StringMarshalling.Utf8)]
    public static unsafe partial int LStatInode64(string path, byte* status);

    /// <summary>macOS: the effective user and group of the process at the other end of a Unix domain socket.</summary>
    [LibraryImport("libc", EntryPoint = "getpeereid", SetLastError = true)]
    public static partial int GetPeerEffectiveIds(SafeHandle socket, out uint user, out uint group);
}
