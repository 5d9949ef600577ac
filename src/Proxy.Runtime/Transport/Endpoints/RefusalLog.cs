using Microsoft.Extensions.Logging;

namespace SharedObjects.Transport.Endpoints;

/// <summary>
/// Logs peers that were turned away, at most one line a second: whoever can connect could otherwise fill the log.
/// What was passed over is counted in the next line. Thread-safe.
/// </summary>
internal sealed partial class RefusalLog(ILogger logger, TimeProvider timeProvider)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private long? lastLine;
    private int passedOver;

    /// <summary>A peer was turned away.</summary>
    /// <param name="peer">The peer, where the system tells.</param>
    /// <param name="reason">Ends the sentence "refused, because".</param>
    public void Refused(PeerCredentials? peer, string reason)
    {
        if (TryTakeLine(out var omitted))
        {
            LogRefused(logger, peer?.ProcessId, peer?.UserId, reason, omitted);
        }
    }

    /// <summary>A connection could not be accepted; accepting goes on.</summary>
    public void AcceptFailed(Exception exception)
    {
        if (TryTakeLine(out var omitted))
        {
            LogAcceptFailed(logger, omitted, exception);
        }
    }

    private bool TryTakeLine(out int omitted)
    {
        lock (gate)
        {
            var now = timeProvider.GetTimestamp();
            if (lastLine is { } last && timeProvider.GetElapsedTime(last, now) < Interval)
            {
                passedOver++;
                omitted = 0;
                return false;
            }

            (lastLine, omitted, passedOver) = (now, passedOver, 0);
            return true;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "A connection from process {ProcessId} of user {UserId} was refused, because {Reason} ({Omitted} more such lines omitted)")]
    private static partial void LogRefused(ILogger logger, int? processId, uint? userId, string reason, int omitted);

    [LoggerMessage(2, LogLevel.Warning, "A connection could not be accepted; accepting goes on ({Omitted} more such lines omitted)")]
    private static partial void LogAcceptFailed(ILogger logger, int omitted, Exception exception);
}
