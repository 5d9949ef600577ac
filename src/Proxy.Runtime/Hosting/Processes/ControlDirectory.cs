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
        // Asking the socket leaves no race with an owner that is just dying: once it refuses, nobody listens there any more. The process
        // table still shows such an owner as running.
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { Blocking = false };
            socket.Connect(new UnixDomainSocketEndPoint(socketPath));
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionRefused)
        {
            Delete(Path.GetDirectoryName(socketPath)!);
        }
        catch (SocketException)
        {
            // The owner lives (its backlog is full), or has cleaned up.
        }
    }
}
