using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace SharedObjects.Hosting.Processes;

/// <summary>Who is at the other end of a Unix socket, as the kernel knows it.</summary>
/// <param name="UserId">The effective user; null where the system does not tell.</param>
/// <param name="ProcessId">The process; null where the system does not tell.</param>
internal sealed partial record PeerIdentity(uint? UserId, int? ProcessId)
{
    public static PeerIdentity Of(Socket socket)
    {
        if (OperatingSystem.IsLinux())
        {
            // SOL_SOCKET, SO_PEERCRED: struct ucred { pid_t pid; uid_t uid; gid_t gid; }
            Span<byte> credentials = stackalloc byte[12];
            socket.GetRawSocketOption(1, 17, credentials);
            return new PeerIdentity(MemoryMarshal.Read<uint>(credentials[4..]), MemoryMarshal.Read<int>(credentials));
        }

        if (OperatingSystem.IsMacOS())
        {
            // SOL_LOCAL, LOCAL_PEERCRED: struct xucred { u_int version; uid_t uid; short ngroups; gid_t groups[16]; }, and LOCAL_PEERPID.
            Span<byte> credentials = stackalloc byte[76];
            socket.GetRawSocketOption(0, 1, credentials);
            Span<byte> processId = stackalloc byte[4];
            socket.GetRawSocketOption(0, 2, processId);
            return new PeerIdentity(MemoryMarshal.Read<uint>(credentials[4..]), BinaryPrimitives.ReadInt32LittleEndian(processId));
        }

        return new PeerIdentity(null, null);
    }

    /// <summary>True unless the kernel says that the peer runs as another user.</summary>
    public bool IsSameUser => UserId is not { } user || user == EffectiveUserId();

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUserId();
}
