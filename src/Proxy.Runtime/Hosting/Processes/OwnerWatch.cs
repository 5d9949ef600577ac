using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using SharedObjects.Transport.Endpoints;

namespace SharedObjects.Hosting.Processes;

/// <summary>
/// The child's end of its control channel, on a thread of its own: connects, reads, and ends the process when the owner is gone. Nothing
/// here waits for the thread pool or for user code, so a child that has starved the one or is stuck in the other still ends.
/// </summary>
internal sealed class OwnerWatch : IDisposable
{
    private static readonly TimeSpan ExitHandlerGrace = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan UntilItStays = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource ownerGone = new();
    private readonly ManualResetEventSlim settled = new();
    private readonly ManualResetEventSlim never = new();
    private readonly string role;
    private readonly string socketPath;
    private ControlChannel? channel;
    private string? refusal;

    private OwnerWatch(string role, string socketPath)
    {
        this.role = role;
        this.socketPath = socketPath;
    }

    /// <summary>Fires when the owner has died or let go of this child. Never fires in a detached child.</summary>
    public CancellationToken OwnerGone => ownerGone.Token;

    public static OwnerWatch Begin(string role, string socketPath)
    {
        var watch = new OwnerWatch(role, socketPath);
        new Thread(watch.Run) { IsBackground = true, Name = "SharedObjects owner watch" }.Start();
        return watch;
    }

    /// <summary>The channel once the start message is there; null, with the reason, when the owner is gone or too slow.</summary>
    public ControlChannel? WaitForStart(TimeSpan deadline, out string? reason)
    {
        var inTime = settled.Wait(deadline);
        reason = inTime ? refusal : "its owner did not answer in time";
        return inTime && refusal is null ? channel : null;
    }

    /// <summary>Ends the process as if its owner had let go of it; for those who ask it to by a signal. False before it is started.</summary>
    public bool TryEndProcess()
    {
        if (channel?.Start is not { } start)
        {
            return false;
        }

        new Thread(() => EndProcess(start.Grace)) { IsBackground = true, Name = "SharedObjects terminated" }.Start();
        return true;
    }

    public void Dispose()
    {
        ownerGone.Dispose();
        settled.Dispose();
        never.Dispose();
    }

    private void Run()
    {
        try
        {
            channel = Connect();
            settled.Set();

            // A message ends this wait as well, and most children never get one: then it comes a little early.
            channel.Socket.Poll(UntilItStays, SelectMode.SelectRead);
            channel.HasStayed();
            while (ControlFrame.Read(channel.Stream) is { } message)
            {
                if (message.Kind == ControlMessageKind.Role)
                    channel.Deliver(message);
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or InvalidDataException)
        {
            // However the channel ends, the owner is no longer there; before the start it is the reason why there is none.
            refusal = exception.Message;
        }

        settled.Set();
        channel?.CompleteReceiving();
        AbandonedDirectories.DeleteIfAbandoned(socketPath);
        if (channel?.Start is { Detached: false } start)
            EndProcess(start.Grace);
    }

    private ControlChannel Connect()
    {
        using var standardInput = Console.OpenStandardInput();
        var handshake = ChildHandshake.Read(standardInput) ?? throw new EndOfStreamException("its owner ended before it had said who it is");
        if (handshake.Owner is { StartTime: not 0, IsRunning: false })
            throw new EndOfStreamException("its owner has ended");

        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(socketPath));
        var peer = PeerCredentials.Read(socket);
        if (peer is { IsTrusted: false } || (peer is { ProcessId: var id } && id != handshake.Owner.Id))
            throw new InvalidDataException($"another process ({peer?.ProcessId}) listens at {socketPath}");

        var connected = new ControlChannel(new SocketConnection(socket, peer));
        ControlFrame.Write(connected.Stream, ControlMessageKind.Hello, Encoding.ASCII.GetBytes(handshake.Token));
        if (StandardErrorHandover.IsSupported)
            StandardErrorHandover.Receive(socket);

        if (ControlFrame.Read(connected.Stream) is not { Kind: ControlMessageKind.Start } start)
            throw new EndOfStreamException("its owner closed the control channel before it sent the start message");

        connected.Start = ChildStart.Decode(role, start.Body);
        return connected;
    }

    private void EndProcess(TimeSpan grace)
    {
        // Cancelling runs the role's callbacks, which may block: not on this thread.
        new Thread(ownerGone.Cancel) { IsBackground = true, Name = "SharedObjects owner gone" }.Start();

        // A process that ends by itself takes this background thread along, so a wait that returns means that it does not.
        never.Wait(grace);
        new Thread(() => Environment.Exit(ChildExitCode.OwnerGone)) { IsBackground = true, Name = "SharedObjects exit" }.Start();

        // Environment.Exit runs the exit handlers, which are the user's and may block as well.
        never.Wait(ExitHandlerGrace);
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }
}
