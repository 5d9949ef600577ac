namespace SharedObjects.Server.Objects;

/// <summary>
/// Has the manager's garbage collected where nothing else would: an idle process never collects, so an object that was stored in another and that nothing
/// refers to any more would live on. Only while there are objects that no session holds, only after something has happened since the last time, and
/// ever more rarely while it finds nothing.
/// </summary>
internal sealed class CollectionNudge : IDisposable
{
    /// <summary>How soon after a session that held such objects: long enough for the others of a crowd that ends.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    /// <summary>How many periods pass at most between two collections that find nothing: five minutes.</summary>
    private const int PeriodsAtMost = 32;

    private readonly ObjectTable objects;
    private readonly Action collect;
    private readonly ITimer timer;
    private readonly Lock ticking = new();
    private int periods = 1;
    private int rest = 1;
    private int unheld;
    private int isUrgent;

    /// <param name="objects">The objects.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="collect">Collects the garbage; <see langword="null"/> for <see cref="InBackground"/>.</param>
    public CollectionNudge(ObjectTable objects, TimeProvider timeProvider, Action? collect = null)
    {
        this.objects = objects;
        this.collect = collect ?? InBackground;
        timer = timeProvider.CreateTimer(static nudge => ((CollectionNudge)nudge!).Tick(), this, Period, Period);
        objects.Abandoned = Hurry;
    }

    /// <summary>
    /// Of all generations, because what was stored for long is old. Forced, because to an idle process the other modes answer that there is no need.
    /// In the background, because nobody is to wait for it: the runtime's own thread marks while calls go on.
    /// </summary>
    public static void InBackground() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);

    public void Dispose()
    {
        objects.Abandoned = null;
        timer.Dispose();
    }

    /// <summary>A session has ended that held objects which others may refer to.</summary>
    private void Hurry()
    {
        if (objects.UnheldCount > 0 && Interlocked.Exchange(ref isUrgent, 1) == 0)
        {
            timer.Change(Soon, Period);
        }
    }

    private void Tick()
    {
        lock (ticking)
        {
            var count = objects.UnheldCount;
            if (Interlocked.Exchange(ref isUrgent, 0) != 0 || count < unheld)
            {
                // Something went, or will: what comes next may go as well.
                periods = 1;
                rest = 1;
            }

            unheld = count;
            if (count == 0 || --rest > 0 || !objects.TakeTouched())
            {
                rest = Math.Max(rest, 1);
                return;
            }

            collect();
            periods = Math.Min(periods * 2, PeriodsAtMost);
            rest = periods;
        }
    }
}
