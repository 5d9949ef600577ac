using System.Net.Sockets;

namespace SharedObjects.Transport.Endpoints;

/// <summary>
/// The private directories of processes that were killed and so could not delete them. A directory is abandoned when it is one of this library's
/// and of this user's, and the kernel says that nobody listens at any socket in it; a stopped or busy owner still does.
/// </summary>
internal static class AbandonedDirectories
{
    /// <summary>A directory that has only just been made may not have its socket yet.</summary>
    private static readonly TimeSpan LeastAge = TimeSpan.FromMinutes(1);

    /// <summary>Deletes the directory of a socket whose owner seems to have ended. Several processes may try at once.</summary>
    public static void DeleteIfAbandoned(string socketPath)
    {
        // A dying process closes its descriptors one by one, so its socket may still be open for a moment: only an answer says that
        // somebody is there, an end that one has to ask again.
        try
        {
            for (var attempt = 0; attempt < 100 && !Answers(socketPath); attempt++)
            {
            }
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionRefused)
        {
            var directory = Path.GetDirectoryName(socketPath)!;
            if (PrivateDirectory.IsOwn(directory))
            {
                PrivateDirectory.Delete(directory);
            }
        }
        catch (SocketException)
        {
            // The owner lives, but is busy or stopped; or it has cleaned up.
        }
    }

    /// <summary>Deletes what processes of this user have abandoned wherever private directories are made.</summary>
    public static void Sweep() => Sweep(PrivateDirectory.Parents, TimeProvider.System);

    /// <inheritdoc cref="Sweep()"/>
    internal static void Sweep(IEnumerable<string?> parents, TimeProvider timeProvider)
    {
        foreach (var parent in parents.Distinct())
        {
            try
            {
                if (Path.IsPathFullyQualified(parent ?? string.Empty))
                {
                    SweepParent(parent!, timeProvider);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // What cannot be read cannot be swept.
            }
        }
    }

    private static void SweepParent(string parent, TimeProvider timeProvider)
    {
        foreach (var directory in Directory.EnumerateDirectories(parent, PrivateDirectory.Prefix + "*"))
        {
            if (PrivateDirectory.IsOwn(directory)
                && timeProvider.GetUtcNow() - Directory.GetLastWriteTimeUtc(directory) > LeastAge
                && Directory.EnumerateFiles(directory).All(IsDead))
            {
                PrivateDirectory.Delete(directory);
            }
        }
    }

    /// <summary>Whether nobody listens there. A plain file is as dead as a socket without a process.</summary>
    private static bool IsDead(string path)
    {
        if (!UnixSocketEndpoint.Fits(path))
        {
            return true;
        }

        // Asked first, because it disturbs nobody. It shows this network namespace alone; whoever is not in it has to be connected to.
        if (OperatingSystem.IsLinux() && File.ReadLines("/proc/net/unix").Any(line => line.EndsWith(path, StringComparison.Ordinal)))
        {
            return false;
        }

        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return false;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode == SocketError.ConnectionRefused;
        }
    }

    private static bool Answers(string socketPath)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { SendTimeout = 1000, ReceiveTimeout = 1000 };
        socket.Connect(new UnixDomainSocketEndPoint(socketPath));
        try
        {
            socket.Shutdown(SocketShutdown.Send);
            return socket.Receive(new byte[1]) == 1;
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.ConnectionReset or SocketError.NotConnected or SocketError.Shutdown)
        {
            return false;
        }
    }
}
