using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace SharedObjects.Hosting.Processes;

/// <summary>
/// Gives a connected child its owner's standard error. Until then it writes into a pipe, so that what a runtime that cannot start says is
/// not lost; a child that lives writes where its owner does, terminal included, with nobody copying in between. Linux only: elsewhere the
/// pipe stays and the owner copies.
/// </summary>
internal static unsafe partial class StandardErrorHandover
{
    private const int StandardError = 2;
    private const int SocketLevel = 1; // SOL_SOCKET
    private const int Rights = 1; // SCM_RIGHTS
    private const int CloseOnExec = 0x40000000; // MSG_CMSG_CLOEXEC
    private const int NoSignal = 0x4000; // MSG_NOSIGNAL
    private const int Interrupted = 4; // EINTR

    public static bool IsSupported => OperatingSystem.IsLinux() && BitConverter.IsLittleEndian;

    /// <summary>Owner: sends one byte, with the descriptor beside it if there is one.</summary>
    public static void Send(Socket socket)
    {
        var right = new Right { Length = (nuint)sizeof(nuint) + 12, Level = SocketLevel, Type = Rights, Descriptor = StandardError };
        byte one = 1;
        var part = new Part { Base = &one, Length = 1 };
        var message = new Message { Parts = &part, PartCount = 1, Control = &right, ControlLength = (nuint)sizeof(Right) };
        while (SendMessage(socket.SafeHandle, &message, NoSignal) < 0)
        {
            if (Marshal.GetLastPInvokeError() == Interrupted)
                continue;

            if (message.ControlLength == 0)
                throw new IOException($"The child does not listen on its control channel: {Marshal.GetLastPInvokeErrorMessage()}.");

            // Without a standard error of our own there is none to give, and the child keeps the pipe.
            message.Control = null;
            message.ControlLength = 0;
        }
    }

    /// <summary>Child: takes the byte, and the descriptor for its own standard error.</summary>
    /// <exception cref="IOException">The owner is gone.</exception>
    public static void Receive(Socket socket)
    {
        var right = default(Right);
        byte one;
        var part = new Part { Base = &one, Length = 1 };
        var message = new Message { Parts = &part, PartCount = 1, Control = &right, ControlLength = (nuint)sizeof(Right) };
        nint received;
        do
            received = ReceiveMessage(socket.SafeHandle, &message, CloseOnExec);
        while (received < 0 && Marshal.GetLastPInvokeError() == Interrupted);

        if (received <= 0)
            throw new EndOfStreamException("The owner closed the control channel.");

        if (message.ControlLength >= (nuint)sizeof(nuint) + 12 && right is { Level: SocketLevel, Type: Rights })
        {
            // On failure the pipe stays in place, and the owner goes on reading it.
            _ = Duplicate(right.Descriptor, StandardError);
            _ = Close(right.Descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "sendmsg", SetLastError = true)]
    private static partial nint SendMessage(SafeSocketHandle socket, Message* message, int flags);

    [LibraryImport("libc", EntryPoint = "recvmsg", SetLastError = true)]
    private static partial nint ReceiveMessage(SafeSocketHandle socket, Message* message, int flags);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static partial int Duplicate(int descriptor, int target);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);

    // struct iovec
    private struct Part
    {
        public void* Base;
        public nuint Length;
    }

    // struct msghdr
    private struct Message
    {
        public void* Name;
        public uint NameLength;
        public Part* Parts;
        public nuint PartCount;
        public void* Control;
        public nuint ControlLength;
        public int Flags;
    }

    // struct cmsghdr followed by one descriptor, padded to CMSG_SPACE
    private struct Right
    {
        public nuint Length;
        public int Level;
        public int Type;
        public int Descriptor;
    }
}
