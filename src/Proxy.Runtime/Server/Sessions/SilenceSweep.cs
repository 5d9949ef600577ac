using System.Collections.Concurrent;

namespace SharedObjects.Server.Sessions;

/// <summary>
/// Ends the sessions of clients that are silent past their time to live. One timer for all of them. A manager that was stalled itself was deaf
/// meanwhile: that time is nobody's silence, and what arrived during it is read before anybody is judged.
/// </summary>
internal sealed class SilenceSweep : IDisposable
{
    /// <summary>How much later than its time to live a session may end, as a part of it.</summary>
    private const int Sweeps = 8;

    private static readonly TimeSpan PeriodAtMost = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<Presence, ValueTuple> presences = new();
    private readonly Lock sweeping = new();
    private readonly TimeSpan timeToLive;
    private readonly TimeSpan period;
    private readonly TimeProvider timeProvider;
    private readonly ITimer? timer;
    private long lastSweep;

    /// <param name="timeToLive">How long a client may be silent; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
    /// <param name="timeProvider">The clock.</param>
    public SilenceSweep(TimeSpan timeToLive, TimeProvider timeProvider)
    {
        this.timeToLive = timeToLive;
        this.timeProvider = timeProvider;
        if (timeToLive == Timeout.InfiniteTimeSpan)
        {
            return;
        }

        period = timeToLive / Sweeps < PeriodAtMost ? timeToLive / Sweeps : PeriodAtMost;
        lastSweep = timeProvider.GetTimestamp();
        timer = timeProvider.CreateTimer(static sweep => ((SilenceSweep)sweep!).Sweep(), this, period, period);
    }

    /// <summary>How many sessions are watched; for diagnosis and tests.</summary>
    public int Count => presences.Count;

    /// <summary>From now on the client has to be heard of.</summary>
    /// <param name="session">Its session.</param>
    /// <param name="hasUnread">Whether something has arrived that nobody has read yet.</param>
    public Presence Watch(Session session, Func<bool> hasUnread)
    {
        var presence = new Presence(session, timeToLive, timeProvider, hasUnread);
        presences.TryAdd(presence, default);
        return presence;
    }

    /// <summary>The connection is gone, and with it the session.</summary>
    public void Forget(Presence presence) => presences.TryRemove(presence, out _);

    public void Dispose()
    {
        timer?.Dispose();
        foreach (var (presence, _) in presences)
        {
            presence.Close();
        }
    }

    private void Sweep()
    {
        // Ticks that have piled up behind a slow one find nothing new.
        if (!sweeping.TryEnter())
        {
            return;
        }

        try
        {
            var now = timeProvider.GetTimestamp();
            var late = timeProvider.GetElapsedTime(lastSweep, now) - period;
            lastSweep = now;
            foreach (var (presence, _) in presences)
            {
                if (late > TimeSpan.Zero)
                {
                    presence.Excuse(late, now);
                }

                if (late < period)
                {
                    presence.Judge(now);
                }
            }
        }
        finally
        {
            sweeping.Exit();
        }
    }
}
