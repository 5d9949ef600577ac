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

    /// <summary>A process that is here to stay says so after a second; a session that needs its first heartbeat earlier does not wait for that.</summary>
    private static readonly TimeSpan WorthWaitingFor = TimeSpan.FromSeconds(3);

    private readonly TimeProvider timeProvider;
    private readonly Action heartbeat;
    private readonly Action giveUp;
    private readonly Action close;
    private readonly TimeSpan quiet;
    private readonly TimeSpan limit;
    private readonly bool isMortal;
    private readonly Lock gate = new();
    private ITimer? timer;
    private long answered;
    private volatile bool isOver;
    private bool isDisposed;

    /// <param name="timeToLive">The session's time to live.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="heartbeat">Sends a call that does nothing.</param>
    /// <param name="giveUp">The session cannot be counted on any more.</param>
    /// <param name="close">What was under way then has had its time to be answered.</param>
    /// <param name="stays">Completes when this process is here to stay; <see langword="null"/> if it is. The first timer of a process takes a millisecond
    /// and a thread, which one that is soon done would pay for nothing; until then only its calls look at the clock.</param>
    public KeepAlive(TimeSpan timeToLive, TimeProvider timeProvider, Action heartbeat, Action giveUp, Action close, Task? stays = null)
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
        isMortal = true;
        if (stays is null || quiet < WorthWaitingFor)
        {
            SetTimer(quiet);
        }
        else
        {
            stays.ContinueWith(_ => SetTimer(quiet), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    /// <summary>The time for <see cref="Answered"/>.</summary>
    public long Now => isMortal ? timeProvider.GetTimestamp() : 0;

    /// <summary>Whether the session cannot be counted on at a time.</summary>
    public bool IsPast(long now) => isMortal && timeProvider.GetElapsedTime(Volatile.Read(ref answered), now) > limit;

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
        if (isMortal)
        {
            SetTimer(quiet);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
            timer?.Dispose();
        }
    }

    private void SetTimer(TimeSpan due)
    {
        lock (gate)
        {
            if (isDisposed)
            {
                return;
            }

            if (timer is not null)
            {
                timer.Change(due, Timeout.InfiniteTimeSpan);
                return;
            }

            // The flow of whoever opens the session is not the heartbeat's.
            using (ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow())
            {
                timer = timeProvider.CreateTimer(static keepAlive => ((KeepAlive)keepAlive!).Tick(), this, due, Timeout.InfiniteTimeSpan);
            }
        }
    }

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
        SetTimer(due + TimeSpan.FromMilliseconds(1));
        if (isOver)
        {
            SetTimer(quiet);
        }
    }
}
