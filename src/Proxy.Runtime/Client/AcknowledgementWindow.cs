namespace SharedObjects.Client;

/// <summary>Numbers a session's calls and knows up to which of them all replies are there. Pure bookkeeping; thread-safe.</summary>
internal sealed class AcknowledgementWindow
{
    private readonly Lock gate = new();

    /// <summary>Whether the calls after <see cref="acknowledged"/> are complete, in a ring that grows with the oldest call under way.</summary>
    private bool[] complete = new bool[64];
    private long acknowledged;
    private long last;

    /// <summary>Numbers the next call.</summary>
    /// <param name="acknowledgedUpTo">The replies of all calls up to this one are there.</param>
    public long Begin(out long acknowledgedUpTo)
    {
        lock (gate)
        {
            acknowledgedUpTo = acknowledged;
            last++;
            if (last - acknowledged > complete.Length)
            {
                Grow();
            }

            complete[last % complete.Length] = false;
            return last;
        }
    }

    /// <summary>The reply of a call is there, or will never come.</summary>
    public void Complete(long sequence)
    {
        lock (gate)
        {
            complete[sequence % complete.Length] = true;
            while (acknowledged < last && complete[(acknowledged + 1) % complete.Length])
            {
                acknowledged++;
            }
        }
    }

    private void Grow()
    {
        var larger = new bool[complete.Length * 2];
        for (var sequence = acknowledged + 1; sequence < last; sequence++)
        {
            larger[sequence % larger.Length] = complete[sequence % complete.Length];
        }

        complete = larger;
    }
}
