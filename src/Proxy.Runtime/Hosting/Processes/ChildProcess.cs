using System.Buffers.Binary;
using System.Diagnostics;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace SharedObjects.Hosting.Processes;

/// <summary>A child of this process, from its start to its end. Disposing ends it, unless it is detached; not disposing leaves it running.</summary>
internal sealed partial class ChildProcess : IAsyncDisposable
{
    // Between the end of the process and the end of what it sent, which is in our own kernel by then.
    private static readonly TimeSpan DrainDeadline = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource<ControlChannel> connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<ReadOnlyMemory<byte>> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<ChildExit> exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private readonly Process process;
    private readonly ChildStart start;
    private readonly TimeProvider timeProvider;
    private readonly ILoggerFactory loggerFactory;
    private readonly ILogger logger;
    private readonly StandardErrorPipe errors;
    private ChildFailure? failure;
    private int? announcedExitCode;
    private Exception? broken;
    private bool ended;

    internal ChildProcess(Process process, ChildStart start, ControlExpectation expectation, TimeProvider timeProvider, ILoggerFactory loggerFactory)
    {
        this.process = process;
        this.start = start;
        this.timeProvider = timeProvider;
        this.loggerFactory = loggerFactory;
        logger = loggerFactory.CreateLogger<ChildProcess>();
        Id = process.Id;
        errors = new StandardErrorPipe(process.StandardError.BaseStream);
        Observe(Connected);
        Observe(Ready);
        _ = RunAsync(expectation);
    }

    /// <summary>The process id.</summary>
    public int Id { get; }

    /// <summary>The control channel, once the child is connected and has its start message. Fails with the child's own error.</summary>
    /// <exception cref="ChildStartException">The child ended before, or took too long.</exception>
    public Task<ControlChannel> Connected => connected.Task;

    /// <summary>What the role sent with <see cref="ControlChannel.ReadyAsync"/>. Fails with the child's own error.</summary>
    /// <exception cref="ChildStartException">The child ended before.</exception>
    public Task<ReadOnlyMemory<byte>> Ready => ready.Task;

    /// <summary>How the child ended. Never fails.</summary>
    public Task<ChildExit> Exited => exited.Task;

    /// <summary>Ends the child at once, by SIGKILL or its equivalent. Does nothing when it has ended.</summary>
    public void Kill()
    {
        lock (gate)
        {
            if (!ended)
                process.Kill();
        }
    }

    /// <summary>Lets go of the child, which then ends by itself, and waits for that; kills it when its grace is over. Only lets go of a detached one.</summary>
    public async ValueTask DisposeAsync()
    {
        if (start.Detached)
            return;

        if (Connected.IsCompletedSuccessfully)
        {
            (await Connected.ConfigureAwait(false)).LetGo();
            try
            {
                await Exited.WaitAsync(start.Grace, timeProvider).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                LogKilled(logger, start.Role, Id, start.Grace);
            }
        }

        Kill();
        await Exited.ConfigureAwait(false);
    }

    private static void Observe(Task task) =>
        task.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously | TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    private async Task RunAsync(ControlExpectation expectation)
    {
        var processEnded = process.WaitForExitAsync();
        ControlChannel? channel = null;
        try
        {
            using (expectation)
                channel = await ConnectAsync(expectation, processEnded).ConfigureAwait(false);
            if (channel is not null)
                await ListenAsync(channel, processEnded).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Whatever it is: a child that lives on without its channel is out of control, one that is dying is not hurt, and nobody who
            // waits for its exit is left waiting.
            broken = exception;
            LogChannelBroken(logger, exception, start.Role, Id);
            Kill();
        }

        await processEnded.ConfigureAwait(false);
        channel?.CompleteReceiving();
        await SettleAsync().ConfigureAwait(false);
        channel?.Dispose();
    }

    /// <summary>Null when the child ended first.</summary>
    private async Task<ControlChannel?> ConnectAsync(ControlExpectation expectation, Task processEnded)
    {
        var first = await Task.WhenAny(expectation.Accepted, processEnded).WaitAsync(start.ConnectTimeout, timeProvider).ConfigureAwait(false);
        if (first == processEnded && !expectation.Accepted.IsCompletedSuccessfully)
            return null;

        var channel = new ControlChannel(await expectation.TakeAsync().ConfigureAwait(false));
        if (StandardErrorHandover.IsSupported)
            StandardErrorHandover.Send(channel.Socket);
        await channel.SendAsync(ControlMessageKind.Start, start.Encode(), CancellationToken.None).ConfigureAwait(false);
        errors.PassOn();
        connected.SetResult(channel);
        return channel;
    }

    private async Task ListenAsync(ControlChannel channel, Task processEnded)
    {
        var listening = ReadAllAsync(channel);
        if (await Task.WhenAny(listening, processEnded).ConfigureAwait(false) == processEnded)
        {
            try
            {
                await listening.WaitAsync(DrainDeadline, timeProvider).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // Something the child forked holds its end of the channel open. It has no say.
                channel.Dispose();
                Observe(listening);
                return;
            }
        }

        await listening.ConfigureAwait(false);
    }

    private async Task ReadAllAsync(ControlChannel channel)
    {
        try
        {
            while (await ControlFrame.ReadAsync(channel.Stream, ControlFrame.MaxBodyLength, CancellationToken.None).ConfigureAwait(false) is { } message)
                Handle(channel, message);
        }
        catch (Exception exception) when (exception is IOException { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionReset } } or EndOfStreamException)
        {
            // Killed while something was still on the way. How it ended is told by the process.
        }
    }

    private void Handle(ControlChannel channel, ControlMessage message)
    {
        switch (message.Kind)
        {
            case ControlMessageKind.Ready:
                ready.TrySetResult(message.Body);
                break;
            case ControlMessageKind.Role:
                channel.Deliver(message);
                break;
            case ControlMessageKind.Log:
                var entry = ChildLogEntry.Decode(message.Body);
                loggerFactory.CreateLogger(entry.Category).Log(entry.Level, new EventId(entry.EventId), entry.Text, null, static (text, _) => text);
                break;
            case ControlMessageKind.Failed:
                failure = ChildFailure.Decode(message.Body);
                break;
            case ControlMessageKind.Exiting:
                announcedExitCode = BinaryPrimitives.ReadInt32LittleEndian(message.Body.Span);
                break;
            default:
                throw new InvalidDataException($"The child sent {message.Kind}, which is the owner's to send.");
        }
    }

    private async Task SettleAsync()
    {
        ChildExit exit;
        lock (gate)
        {
            ended = true;

            // .NET reports a signal as 128 plus its number, like a shell; a child that announced its code was ended by none.
            var code = process.ExitCode;
            exit = new ChildExit(code, announcedExitCode is null && code is > 128 and < 128 + 65 && !OperatingSystem.IsWindows() ? code - 128 : null, failure);
        }

        if (!Ready.IsCompletedSuccessfully)
        {
            var error = await StartErrorAsync(exit).ConfigureAwait(false);
            connected.TrySetException(error);
            ready.TrySetException(error);
        }

        process.Dispose();
        exited.SetResult(exit);
        LogEnded(logger, exit.Failure is null ? LogLevel.Debug : LogLevel.Error, start.Role, Id, exit);
    }

    private async Task<ChildStartException> StartErrorAsync(ChildExit exit)
    {
        try
        {
            await errors.Ended.WaitAsync(DrainDeadline, timeProvider).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // A grandchild holds it open; what came so far is what there is.
        }

        var tail = errors.Tail;
        var what = broken switch
        {
            null => $"{exit} before it was ready",
            TimeoutException => $"did not connect within {start.ConnectTimeout} and was killed",
            _ => $"was killed because its control channel broke before it was ready: {broken.Message}",
        };
        var own = failure is not null ? $"\nIt reported: {failure}" : tail is not null ? $"\nIt wrote: {tail}" : "";
        return new ChildStartException($"The child process ({start.Role}, process {Id}) {what}.{own}", broken)
        {
            ExitCode = exit.ExitCode,
            StandardError = tail,
        };
    }

    [LoggerMessage(1, LogLevel.Warning, "The child process {ProcessId} ({Role}) did not end within {Grace} and is killed.")]
    private static partial void LogKilled(ILogger logger, string role, int processId, TimeSpan grace);

    [LoggerMessage(2, LogLevel.Warning, "The control channel of the child process {ProcessId} ({Role}) broke; it is killed.")]
    private static partial void LogChannelBroken(ILogger logger, Exception exception, string role, int processId);

    [LoggerMessage(EventId = 3, Message = "The child process {ProcessId} ({Role}) has ended: it {Exit}.")]
    private static partial void LogEnded(ILogger logger, LogLevel level, string role, int processId, ChildExit exit);
}
