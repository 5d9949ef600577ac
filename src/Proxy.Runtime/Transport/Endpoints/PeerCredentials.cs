using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace SharedObjects.Transport.Endpoints;

/// <summary>
/// Who is at the other end of a local socket, according to the kernel: the process that called connect or listen, which
/// need not be the one that holds the socket now. Windows does not tell; there the access rights of the directory stand alone.
/// </summary>
/// <param name="ProcessId">The process, as numbered in this process's own process namespace.</param>
/// <param name="UserId">Its effective user.</param>
/// <param name="GroupId">Its effective group.</param>
internal readonly record struct PeerCredentials(int ProcessId, uint UserId, uint GroupId)
{
    /// <summary>Whether the peer acts as the same user as this process, or as root, who can do anything anyway.</summary>
    public bool IsTrusted => UserId == 0 || UserId == UnixFunctions.GetEffectiveUserId();

    /// <summary>Asks the kernel about the peer of a connected Unix domain socket; null on Windows.</summary>
    /// <exception cref="SocketException">The kernel does not tell, because the socket is not connected.</exception>
    /// <exception cref="PlatformNotSupportedException">This system has credentials, and no known way to ask for them.</exception>
    public static PeerCredentials? Read(Socket socket)
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsAndroid())
        {
            const int SocketLevel = 1, PeerCredentialsOption = 17;
            Span<int> credentials = stackalloc int[3];
            _ = socket.GetRawSocketOption(SocketLevel, PeerCredentialsOption, MemoryMarshal.AsBytes(credentials));
            return new PeerCredentials(credentials[0], (uint)credentials[1], (uint)credentials[2]);
        }

        if (OperatingSystem.IsMacOS())
        {
            const int LocalLevel = 0, PeerProcessOption = 2;
            if (UnixFunctions.GetPeerEffectiveIds(socket.SafeHandle, out var user, out var group) != 0)
            {
                throw new SocketException();
            }

            var process = 0;
            _ = socket.GetRawSocketOption(LocalLevel, PeerProcessOption, MemoryMarshal.AsBytes(new Span<int>(ref process)));
            return new PeerCredentials(process, user, group);
        }

        return OperatingSystem.IsWindows()
            ? null
            : throw new PlatformNotSupportedException("The user at the other end of a socket can be told on Linux and macOS only.");
    }
}
