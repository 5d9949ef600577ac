using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using SharedObjects.Transport.Endpoints;

namespace SharedObjects.Hosting.Processes;

/// <summary>
/// Where the children of one process connect: a Unix socket in a directory that only its user can enter. A token tells the children
/// apart; that the peer is the child is decided by what the kernel says about it, its user and its process id.
/// </summary>
internal sealed partial class ControlListener : IDisposable
{
    public const string SocketName = "control";

    private static readonly TimeSpan HelloDeadline = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, ControlExpectation> expected = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource stopping = new();
    private readonly TimeProvider timeProvider;
    private readonly ILogger logger;
    private readonly PrivateDirectory directory;
    private readonly UnixSocketListener listener;
    private int disposed;

    public ControlListener(TimeProvider timeProvider, ILogger logger)
    {
        this.timeProvider = timeProvider;
        this.logger = logger;
        directory = PrivateDirectory.Create(SocketName);
        try
        {
            listener = UnixSocketListener.Listen(new UnixSocketEndpoint(Path.Combine(directory.FullPath, SocketName)), logger, timeProvider);
        }
        catch
        {
            directory.Dispose();
            throw;
        }

        _ = AcceptAsync();
    }

    /// <summary>The directory that only this user can enter; deleted with the listener.</summary>
    public string DirectoryPath => directory.FullPath;

    public string SocketPath => listener.Endpoint.Path;

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
        listener.Dispose();
        directory.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = IntroduceAsync(await listener.AcceptAsync(stopping.Token).ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // The listener is closing.
        }
    }

    private async Task IntroduceAsync(SocketConnection connection)
    {
        try
        {
            using var deadline = new CancellationTokenSource(HelloDeadline, timeProvider);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stopping.Token);
            var hello = await ControlFrame.ReadAsync(connection.Stream, 64, either.Token).ConfigureAwait(false);
            if (hello is null)
            {
                // A child that asks whether we still live (AbandonedDirectories.DeleteIfAbandoned): any byte says so.
                await connection.Stream.WriteAsync(new byte[1], either.Token).ConfigureAwait(false);
                connection.Dispose();
                return;
            }

            if (hello.Kind != ControlMessageKind.Hello
                || !expected.TryGetValue(Encoding.ASCII.GetString(hello.Body.Span), out var expectation)
                || (connection.Peer is { ProcessId: var id } && id != await expectation.ProcessId.WaitAsync(either.Token).ConfigureAwait(false)))
            {
                LogRefused(logger, connection.Peer?.ProcessId, "it is not the child that was started");
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

    [LoggerMessage(11, LogLevel.Warning, "A connection of process {ProcessId} to the control socket was refused: {Reason}.")]
    private static partial void LogRefused(ILogger logger, int? processId, string reason);

    [LoggerMessage(12, LogLevel.Debug, "A connection to the control socket ended before it said which child it is.")]
    private static partial void LogIntroductionFailed(ILogger logger, Exception exception);
}
