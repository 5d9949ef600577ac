using System.Net.Sockets;

namespace SharedObjects.Hosting.Processes;

/// <summary>The private directory of an owner, with its socket and the runtime configurations of its children.</summary>
internal static class ControlDirectory
{
    public const string Prefix = "sharedobjects-";

    /// <summary>Deletes what this library puts there, and the directory if nothing else is in it. Several processes may try at once.</summary>
    public static void Delete(string directory)
    {
        try
        {
            foreach (var file in Directory.EnumerateFiles(directory))
            {
                if (Path.GetFileName(file) == ControlListener.SocketName || file.EndsWith(ChildRuntimeConfiguration.Extension, StringComparison.Ordinal))
                    File.Delete(file);
            }

            Directory.Delete(directory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another child of the same dead owner was faster, or somebody put a file of theirs there, which is not ours to delete.
        }
    }

    /// <summary>In a child whose channel ended: an owner that was killed could not clean up, so the children it leaves do.</summary>
    public static void DeleteIfAbandoned(string socketPath)
    {
        // The process table shows an owner that is just dying as running, so the socket is asked. It may still be open for a moment, because a
        // dying process closes its descriptors one by one: only an answer says that somebody is there, an end that one has to ask again.
        try
        {
            for (var attempt = 0; attempt < 100 && !Answers(socketPath); attempt++)
            {
            }
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionRefused)
        {
            Delete(Path.GetDirectoryName(socketPath)!);
        }
        catch (SocketException)
        {
            // The owner lives, but is busy or stopped; or it has cleaned up.
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
