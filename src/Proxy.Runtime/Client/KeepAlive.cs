namespace SharedObjects.Client;

/// <summary>
/// Whether a session can still be counted on, by this process's own monotonic clock: not once nearly its time to live has passed since the last call
/// that was answered was sent, because then the manager may have ended it. Sends a heartbeat in time, so that this only happens to a
/// process that was stopped, or whose manager does not answer. Nothing to do for a session without a time to live.
/// </summary>
internal sealed class KeepAlive : IDisposable
{
    /// <summary>A heartbeat goes when nothing was answered for this part of the time to live: so a second one can follow when the first is late.</summary>
    private const int HeartbeatPart = 3;

    /// <summary>This part of the time to live is left for the way, and for the difference of two clocks.</summary>
    private const int MarginPart = 10;

    private readonly TimeProvider timeProvider;
    private readonly Action heartbeat;
    private readonly Action giveUp;
    private readonly Action close;
    private readonly TimeSpan quiet;
    private readonly TimeSpan limit;
    private readonly ITimer? timer;
    private long answered;
    private volatile bool isOver;

    /// <param name="timeToLive">The session's time to live.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="heartbeat">Sends a call that does nothing.</param>
    /// <param name="giveUp">The session cannot be counted on any more.</param>
    /// <param name="close">What was under way then has had its time to be answered.</param>
    public KeepAlive(TimeSpan timeToLive, TimeProvider timeProvider, Action heartbeat, Action giveUp, Action close)
    {
        this.timeProvider = timeProvider;
        this.heartbeat = heartbeat;
        this.giveUp = giveUp;
        this.close = close;
        if (timeToLive == Timeout.InfiniteTimeSpan)
        {
            return;
        }

        quiet = timeToLive / HeartbeatPart;
        limit = timeToLive - (timeToLive / MarginPart);
        answered = timeProvider.GetTimestamp();

        // One timer, first due long after a short-lived worker is gone: it costs such a worker the making of it and nothing else.
        timer = timeProvider.CreateTimer(static keepAlive => ((KeepAlive)keepAlive!).Tick(), this, quiet, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The time for <see cref="Answered"/>.</summary>
    public long Now => timer is null ? 0 : timeProvider.GetTimestamp();

    /// <summary>Whether the session cannot be counted on at a time.</summary>
    public bool IsPast(long now) => timer is not null && timeProvider.GetElapsedTime(Volatile.Read(ref answered), now) > limit;

    /// <summary>A call was answered that was sent at a time: the manager had heard of this process then.</summary>
    public void Answered(long sentAt)
    {
        var known = Volatile.Read(ref answered);
        while (sentAt > known)
        {
            var before = Interlocked.CompareExchange(ref answered, sentAt, known);
            if (before == known)
            {
                return;
            }

            known = before;
        }
    }

    /// <summary>The session is over, whoever found out: after a while it is closed.</summary>
    public void Over()
    {
        isOver = true;
        timer?.Change(quiet, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => timer?.Dispose();

    private void Tick()
    {
        if (isOver)
        {
            close();
            return;
        }

        var silence = timeProvider.GetElapsedTime(Volatile.Read(ref answered), timeProvider.GetTimestamp());
        if (silence > limit)
        {
            giveUp();
            return;
        }

        var due = quiet - silence;
        if (due <= TimeSpan.Zero)
        {
            heartbeat();
            due = quiet < limit - silence ? quiet : limit - silence;
        }

        // One past the limit is what a look at the clock can tell from the limit.
        timer!.Change(due + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
        if (isOver)
        {
            timer.Change(quiet, Timeout.InfiniteTimeSpan);
        }
    }
}
