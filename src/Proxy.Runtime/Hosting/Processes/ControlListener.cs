using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace SharedObjects.Hosting.Processes;

/// <summary>
/// Where the children of one process connect: a Unix socket in a directory that only its user can enter. A token tells the children
/// apart; that the peer is the child is decided by what the kernel says about it, its user and its process id.
/// </summary>
internal sealed partial class ControlListener : IDisposable
{
    public const string SocketName = "control.sock";

    // sun_path holds 108 bytes on Linux and 104 on macOS, the terminating zero included.
    private const int MaxSocketPathLength = 103;

    private static readonly TimeSpan HelloDeadline = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, ControlExpectation> expected = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource stopping = new();
    private readonly TimeProvider timeProvider;
    private readonly ILogger logger;
    private readonly Socket socket;
    private int disposed;

    public ControlListener(TimeProvider timeProvider, ILogger logger)
    {
        this.timeProvider = timeProvider;
        this.logger = logger;
        DirectoryPath = CreateDirectory();
        SocketPath = Path.Combine(DirectoryPath, SocketName);
        socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(new UnixDomainSocketEndPoint(SocketPath));
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(SocketPath, UnixFileMode.UserRead | UnixFileMode.UserWrite);

            // Every child of a burst must find a place: a full backlog blocks its connect.
            socket.Listen(4096);
        }
        catch
        {
            Dispose();
            throw;
        }

        _ = AcceptAsync();
    }

    /// <summary>The directory that only this user can enter; deleted with the listener.</summary>
    public string DirectoryPath { get; }

    public string SocketPath { get; }

    /// <summary>Prepares for one child. Called before it is started, so that it can never come too early.</summary>
    public ControlExpectation Expect()
    {
        ObjectDisposedException.ThrowIf(disposed != 0, this);
        var expectation = new ControlExpectation(this, RandomNumberGenerator.GetHexString(32, lowercase: true));
        expected[expectation.Token] = expectation;
        return expectation;
    }

    public void Forget(ControlExpectation expectation) => expected.TryRemove(expectation.Token, out _);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
            return;

        stopping.Cancel();
        socket.Dispose();
        ControlDirectory.Delete(DirectoryPath);
    }

    private static string CreateDirectory()
    {
        // mkdtemp: new, mode 0700, and never somebody else's.
        var directory = Directory.CreateTempSubdirectory(ControlDirectory.Prefix).FullName;
        if (Path.Combine(directory, SocketName).Length <= MaxSocketPathLength || OperatingSystem.IsWindows())
            return directory;

        Directory.Delete(directory);
        directory = Path.Combine("/tmp", ControlDirectory.Prefix + RandomNumberGenerator.GetHexString(16, lowercase: true));
        if (Directory.Exists(directory))
            throw new IOException($"The directory {directory} exists already.");

        return Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
    }

    private async Task AcceptAsync()
    {
        while (disposed == 0)
        {
            try
            {
                var connection = await socket.AcceptAsync(stopping.Token).ConfigureAwait(false);
                _ = IntroduceAsync(connection);
            }
            catch (Exception exception) when (disposed != 0 && exception is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                return;
            }
            catch (SocketException exception)
            {
                // Out of descriptors, mostly. The connection stays in the backlog; giving up here would leave every later child waiting.
                LogAcceptFailed(logger, exception);
                await Task.Delay(TimeSpan.FromMilliseconds(50), timeProvider, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private async Task IntroduceAsync(Socket connection)
    {
        try
        {
            var peer = PeerIdentity.Of(connection);
            if (!peer.IsSameUser)
            {
                LogRefused(logger, peer.ProcessId, "it runs as another user");
                connection.Dispose();
                return;
            }

            using var deadline = new CancellationTokenSource(HelloDeadline, timeProvider);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stopping.Token);
            using var stream = new NetworkStream(connection, ownsSocket: false);
            var hello = await ControlFrame.ReadAsync(stream, 64, either.Token).ConfigureAwait(false);
            if (hello is null)
            {
                // A child that asks whether we still live (ControlDirectory.DeleteIfAbandoned): any byte says so.
                await connection.SendAsync(new byte[1], SocketFlags.None, either.Token).ConfigureAwait(false);
                connection.Dispose();
                return;
            }

            if (hello.Kind != ControlMessageKind.Hello
                || !expected.TryGetValue(Encoding.ASCII.GetString(hello.Body.Span), out var expectation)
                || (peer.ProcessId is { } id && id != await expectation.ProcessId.WaitAsync(either.Token).ConfigureAwait(false)))
            {
                LogRefused(logger, peer.ProcessId, "it is not the child that was started");
                connection.Dispose();
                return;
            }

            Forget(expectation);
            if (!expectation.TryAccept(connection))
                connection.Dispose();
        }
        catch (Exception exception) when (exception is IOException or SocketException or InvalidDataException or OperationCanceledException or ObjectDisposedException)
        {
            LogIntroductionFailed(logger, exception);
            connection.Dispose();
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "A child's connection could not be accepted; trying again.")]
    private static partial void LogAcceptFailed(ILogger logger, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "A connection of process {ProcessId} to the control socket was refused: {Reason}.")]
    private static partial void LogRefused(ILogger logger, int? processId, string reason);

    [LoggerMessage(3, LogLevel.Debug, "A connection to the control socket ended before it said which child it is.")]
    private static partial void LogIntroductionFailed(ILogger logger, Exception exception);
}
