using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace SharedObjects.Transport.Endpoints;

/// <summary>Kind, permissions and owner of a file; .NET itself does not tell the owner. Symbolic links are not followed.</summary>
/// <param name="Mode">Kind and permission bits, as in <c>st_mode</c>.</param>
/// <param name="UserId">The owner.</param>
internal readonly record struct UnixFileStatus(uint Mode, uint UserId)
{
    private const uint KindMask = 0xF000;
    private const uint DirectoryKind = 0x4000;
    private const uint GroupAndOthersAccess = 0x3F;
    private const uint GroupAndOthersWrite = 0x12;
    private const uint Sticky = 0x200;

    /// <summary>Whether it is a directory, and not a link to one.</summary>
    public bool IsDirectory => (Mode & KindMask) == DirectoryKind;

    /// <summary>Whether its owner alone can do anything with it.</summary>
    public bool IsPrivate => (Mode & GroupAndOthersAccess) == 0;

    /// <summary>Whether others cannot replace what its owner puts into it.</summary>
    public bool KeepsEntriesSafe => (Mode & GroupAndOthersWrite) == 0 || (Mode & Sticky) != 0;

    /// <summary>Reads the status of <paramref name="path"/>; null if there is no such file or it cannot be reached.</summary>
    /// <exception cref="PlatformNotSupportedException">This is neither Linux nor macOS.</exception>
    public static unsafe UnixFileStatus? TryRead(string path)
    {
        Span<byte> status = stackalloc byte[256];
        fixed (byte* address = status)
        {
            if (OperatingSystem.IsLinux() || OperatingSystem.IsAndroid())
            {
                const int CurrentDirectory = -100, DoNotFollowLinks = 0x100;
                const uint KindModeAndOwner = 0x1 | 0x2 | 0x8;
                return UnixFunctions.StatX(CurrentDirectory, path, DoNotFollowLinks, KindModeAndOwner, address) != 0
                    ? null
                    : new UnixFileStatus(MemoryMarshal.Read<ushort>(status[28..]), MemoryMarshal.Read<uint>(status[20..]));
            }

            if (OperatingSystem.IsMacOS())
            {
                var failed = RuntimeInformation.ProcessArchitecture == Architecture.X64
                    ? UnixFunctions.LStatInode64(path, address)
                    : UnixFunctions.LStat(path, address);
                return failed != 0
                    ? null
                    : new UnixFileStatus(
                        BinaryPrimitives.ReadUInt16LittleEndian(status[4..]), BinaryPrimitives.ReadUInt32LittleEndian(status[16..]));
            }
        }

        throw new PlatformNotSupportedException("The owner of a file can be read on Linux and macOS only.");
    }
}
