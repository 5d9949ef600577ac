namespace SharedObjects.Server.Sessions;

/// <summary>When a client was last heard of. Told of every frame, from any thread; judged by one at a time.</summary>
/// <param name="session">Its session.</param>
/// <param name="timeToLive">How long it may be silent.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="hasUnread">Whether something has arrived that nobody has read yet.</param>
internal sealed class Presence(Session session, TimeSpan timeToLive, TimeProvider timeProvider, Func<bool> hasUnread)
{
    private long lastHeard = timeProvider.GetTimestamp();
    private long? endedAt;

    public Session Session => session;

    /// <summary>A sign of life.</summary>
    public void Heard() => Volatile.Write(ref lastHeard, timeProvider.GetTimestamp());

    /// <summary>For some time up to <paramref name="now"/> nobody listened, so that time does not count as silence.</summary>
    public void Excuse(TimeSpan stall, long now)
    {
        var heard = Volatile.Read(ref lastHeard);
        var excused = Math.Min(now, heard + (long)(stall.TotalSeconds * timeProvider.TimestampFrequency));

        // If it was heard meanwhile there is nothing to excuse.
        Interlocked.CompareExchange(ref lastHeard, excused, heard);
    }

    /// <summary>Ends the session if it has been silent for too long; one that has ended so loses its connection after as long again.</summary>
    public void Judge(long now)
    {
        if (endedAt is { } ended)
        {
            if (timeProvider.GetElapsedTime(ended, now) > timeToLive)
            {
                session.End("it had its time to learn of its end");
            }
        }
        else if (timeProvider.GetElapsedTime(Volatile.Read(ref lastHeard), now) <= timeToLive)
        {
            return;
        }
        else if (hasUnread())
        {
            // It is the manager that has not listened.
            Excuse(timeToLive, now);
        }
        else
        {
            session.EndSilent(timeToLive);
            endedAt = now;
        }
    }

    /// <summary>The manager lets go of everybody: what keeps the connection of a session that has ended is over.</summary>
    public void Close()
    {
        if (session.HasEnded)
        {
            session.End("the manager stopped");
        }
    }
}
