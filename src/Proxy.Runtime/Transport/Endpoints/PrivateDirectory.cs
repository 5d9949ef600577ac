using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SharedObjects.Transport.Endpoints;

/// <summary>
/// A fresh directory that only the current user can enter, for a socket and what belongs to it. Deleted when it is disposed, or when this process
/// exits; what is left by one that was killed is for <see cref="AbandonedDirectories"/>.
/// On Windows it lies in the user's own temporary directory, whose inherited access rights keep other users out.
/// </summary>
internal sealed class PrivateDirectory : IDisposable
{
    /// <summary>What the name of every such directory begins with.</summary>
    public const string Prefix = "so-";

    private const uint OwnerOnly = 0x1C0;
    private const int RandomLength = 8;

    private PrivateDirectory(string path)
    {
        FullPath = path;
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
    }

    /// <summary>The absolute path of the directory.</summary>
    public string FullPath { get; }

    /// <summary>Where such directories are made, the best place first; an entry may be null, or be no usable path.</summary>
    public static string?[] Parents => OperatingSystem.IsWindows()
        ? [Path.GetTempPath()]
        : [Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR"), Path.GetTempPath(), "/tmp"];

    /// <summary>Makes a directory under <c>$XDG_RUNTIME_DIR</c>, else the temporary path, else <c>/tmp</c>: the first that is safe and short enough.</summary>
    /// <param name="fileName">The file it is for: its path has to fit a socket address.</param>
    /// <exception cref="PathTooLongException">Every path would be too long for a socket address.</exception>
    /// <exception cref="IOException">No directory can be made.</exception>
    public static PrivateDirectory Create(string fileName) => Create(fileName, Parents);

    /// <summary>Makes a directory under the first of <paramref name="parents"/> that is safe and short enough; null and empty are passed over.</summary>
    /// <inheritdoc cref="Create(string)"/>
    internal static PrivateDirectory Create(string fileName, params ReadOnlySpan<string?> parents)
    {
        Exception? failure = null;
        foreach (var parent in parents)
        {
            // A relative XDG_RUNTIME_DIR is to be ignored, says the specification.
            if (!Path.IsPathFullyQualified(parent ?? string.Empty))
            {
                continue;
            }

            var path = Path.Combine(parent!, NewLeaf());
            var filePath = Path.Combine(path, fileName);
            if (!UnixSocketEndpoint.Fits(filePath))
            {
                failure = new PathTooLongException($"'{filePath}' is longer than the {UnixSocketEndpoint.MaxPathLength} bytes of a socket address; set TMPDIR to a shorter path.");
            }
            else if (!IsSafeParent(parent!))
            {
                failure = new IOException($"'{parent}' is no directory in which a private one stays private.");
            }
            else if (TryMake(path) is { } error)
            {
                failure = error;
            }
            else
            {
                var directory = new PrivateDirectory(path);
                Verify(path);
                return directory;
            }
        }

        throw failure ?? new IOException("There is no directory to make a private one in.");
    }

    /// <summary>Checks that a directory is one that only the current user, or root, can enter. A client checks before it connects.</summary>
    /// <exception cref="ManagerRefusedException">It is not there (<see cref="ManagerRefusal.Unreachable"/>), or it is a symbolic link,
    /// another user's, or open to others (<see cref="ManagerRefusal.UnsafeEndpoint"/>).</exception>
    public static void Verify(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            var directory = new DirectoryInfo(path);
            Require(directory.Exists, ManagerRefusal.Unreachable, path, "is not there or cannot be reached; the manager has ended, or is another user's");
            Require(!directory.Attributes.HasFlag(FileAttributes.ReparsePoint), ManagerRefusal.UnsafeEndpoint, path, "is a link");
            return;
        }

        var found = UnixFileStatus.TryRead(path);
        Require(found is not null, ManagerRefusal.Unreachable, path, "is not there or cannot be reached; the manager has ended, or is another user's");
        var status = found!.Value;
        Require(status.IsDirectory, ManagerRefusal.UnsafeEndpoint, path, "is a symbolic link or no directory");
        Require(status.UserId == 0 || status.UserId == UnixFunctions.GetEffectiveUserId(), ManagerRefusal.UnsafeEndpoint, path, $"belongs to user {status.UserId}");
        Require(status.IsPrivate, ManagerRefusal.UnsafeEndpoint, path, $"is open to others (mode {Convert.ToString(status.Mode & 0xFFF, 8)})");
    }

    /// <summary>Whether a directory is one that a process of this very user made here: by its name, its owner and its permissions.</summary>
    public static bool IsOwn(string path) =>
        Path.GetFileName(path.AsSpan()) is var name
        && name.Length == Prefix.Length + (2 * RandomLength)
        && name.StartsWith(Prefix)
        && ulong.TryParse(name[Prefix.Length..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _)
        && (OperatingSystem.IsWindows()
            || (UnixFileStatus.TryRead(path) is { IsDirectory: true, IsPrivate: true } status && status.UserId == UnixFunctions.GetEffectiveUserId()));

    /// <summary>Deletes a directory and what is in it, or as much of it as can be deleted.</summary>
    public static void Delete(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Gone already, or a file in it is still open (Windows): an empty directory left behind harms nobody.
        }
    }

    /// <summary>Deletes the directory and what is in it.</summary>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        Delete(FullPath);
    }

    private static string NewLeaf()
    {
        Span<byte> random = stackalloc byte[RandomLength];
        RandomNumberGenerator.Fill(random);
        return Prefix + Convert.ToHexStringLower(random);
    }

    private static bool IsSafeParent(string parent) =>
        OperatingSystem.IsWindows()
        || (UnixFileStatus.TryRead(Path.TrimEndingDirectorySeparator(parent) + "/.") is { IsDirectory: true, KeepsEntriesSafe: true } status
            && (status.UserId == 0 || status.UserId == UnixFunctions.GetEffectiveUserId()));

    private static IOException? TryMake(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            _ = Directory.CreateDirectory(path);
            return null;
        }

        if (UnixFunctions.MakeDirectory(path, OwnerOnly) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            return new IOException(string.Create(CultureInfo.InvariantCulture, $"'{path}' cannot be made: {Marshal.GetPInvokeErrorMessage(error)}."));
        }

        // The process's umask may have taken rights from the owner too.
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return null;
    }

    private void OnProcessExit(object? sender, EventArgs arguments) => Delete(FullPath);

    private static void Require(bool condition, ManagerRefusal refusal, string path, string otherwise)
    {
        if (!condition)
        {
            throw new ManagerRefusedException(refusal, $"The directory '{path}' of the manager's socket {otherwise}.");
        }
    }
}
