namespace SharedObjects.Server.Turns;

/// <summary>
/// The right to touch one object, which one thread has at a time. Work that arrives meanwhile waits in line and is done by whoever has the turn.
/// In <see cref="TurnMode.Exclusive"/> calls wait until the call before them has ended; continuations of that call go ahead of them.
/// </summary>
internal sealed class Turn(TurnMode mode, Action<Exception>? failed = null) : IThreadPoolWorkItem
{
    /// <summary>How much a thread that merely delivered a call does for others before it goes back to delivering.</summary>
    private const int LentItems = 16;

    [ThreadStatic]
    private static Turn? current;

    private readonly Lock gate = new();
    private readonly Queue<TurnWork> ready = new();
    private readonly LinkedList<TurnCall> waiting = new();
    private TurnCall? exclusive;
    private bool taken;

    /// <summary>Whether a call has the object to its end.</summary>
    public bool IsExclusive => mode == TurnMode.Exclusive;

    /// <summary>Whether this thread has this turn now.</summary>
    public bool IsHeldHere => current == this;

    /// <summary>Posts work of the object itself, of no call, to this turn.</summary>
    public SynchronizationContext Context => field ??= new ObjectSynchronizationContext(this);

    /// <summary>Starts a call when its turn comes: at once on this thread if it may and nobody has the turn, else on the thread pool.</summary>
    public void Start(TurnCall call, bool here)
    {
        if (mode == TurnMode.Concurrent)
        {
            if (here)
            {
                Run(new TurnWork(call, null, null));
            }
            else
            {
                Hop(new TurnWork(call, null, null));
            }

            return;
        }

        lock (gate)
        {
            if (mode == TurnMode.Exclusive)
            {
                if (exclusive is not null)
                {
                    waiting.AddLast(call);
                    call.Watch();
                    return;
                }

                exclusive = call;
            }

            if (taken || !here)
            {
                Enqueue(new TurnWork(call, null, null));
                return;
            }

            taken = true;
        }

        Run(new TurnWork(call, null, null));
        Drain(LentItems);
    }

    /// <summary>Does some work of a call, or of the manager when <paramref name="call"/> is null, on the turn.</summary>
    public void Post(TurnCall? call, SendOrPostCallback callback, object? state)
    {
        if (mode == TurnMode.Concurrent)
        {
            Hop(new TurnWork(call, callback, state));
            return;
        }

        lock (gate)
        {
            Enqueue(new TurnWork(call, callback, state));
        }
    }

    /// <summary>Takes a call out of the line in which it waits for an exclusive object; false if it is not there any more.</summary>
    public bool TryWithdraw(TurnCall call)
    {
        lock (gate)
        {
            return waiting.Remove(call);
        }
    }

    /// <summary>Lets the next call begin once an exclusive one has ended.</summary>
    public void Ended(TurnCall call)
    {
        if (mode != TurnMode.Exclusive)
        {
            return;
        }

        lock (gate)
        {
            // One that was withdrawn never had the object.
            if (exclusive != call)
            {
                return;
            }

            exclusive = waiting.First?.Value;
            if (exclusive is not null)
            {
                waiting.RemoveFirst();
                Enqueue(new TurnWork(exclusive, null, null));
            }
        }
    }

    void IThreadPoolWorkItem.Execute() => Drain(int.MaxValue);

    private void Hop(TurnWork work) =>
        ThreadPool.UnsafeQueueUserWorkItem(static item => item.Turn.Run(item.Work), (Turn: this, Work: work), preferLocal: false);

    private void Enqueue(TurnWork work)
    {
        ready.Enqueue(work);
        if (!taken)
        {
            taken = true;
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    private void Drain(int atMost)
    {
        for (var done = 0; ; done++)
        {
            TurnWork work;
            lock (gate)
            {
                if (ready.Count == 0)
                {
                    taken = false;
                    return;
                }

                if (done >= atMost)
                {
                    ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
                    return;
                }

                work = ready.Dequeue();
            }

            Run(work);
        }
    }

    private void Run(TurnWork work)
    {
        var outer = current;
        current = mode == TurnMode.Concurrent ? outer : this;
        try
        {
            work.Invoke();
        }
        catch (Exception exception)
        {
            // Code that a referent left behind: a callback of its token, an async void. It ends here, not the manager.
            failed?.Invoke(exception);
        }
        finally
        {
            current = outer;
        }
    }
}
