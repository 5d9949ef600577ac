namespace SharedObjects.Objects.Waiting;

/// <summary>One who waits: what it asked for, and the call it waits in.</summary>
internal sealed class Waiter<TRequest, TGrant>
{
    // Asynchronously: the one who grants is in the middle of changing the object, and a continuation must not run inside that.
    private readonly TaskCompletionSource<TGrant> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LinkedListNode<Waiter<TRequest, TGrant>> place;
    private readonly Action? left;
    private readonly Patience patience;
    private readonly ITimer? timer;
    private readonly SynchronizationContext? turn;
    private readonly CancellationTokenRegistration cancellation;

    public Waiter(
        LinkedList<Waiter<TRequest, TGrant>> waiters,
        TRequest request,
        Patience patience,
        TimeProvider timeProvider,
        Action? left,
        CancellationToken cancellationToken)
    {
        Request = request;
        this.patience = patience;
        this.left = left;
        Call = CallContext.Current;
        place = waiters.AddLast(this);
        cancellation = cancellationToken.UnsafeRegister(
            static (state, token) => ((Waiter<TRequest, TGrant>)state!).Cancel(token),
            this);

        // The timer fires on a thread of its own; the wait ends on the object's turn like everything else.
        if (!patience.IsInfinite)
        {
            turn = SynchronizationContext.Current;
            timer = timeProvider.CreateTimer(static state => ((Waiter<TRequest, TGrant>)state!).OnTimer(), this, patience.Duration, Timeout.InfiniteTimeSpan);
        }
    }

    public TRequest Request { get; }

    /// <summary>The call that waits.</summary>
    public CallContext Call { get; }

    public Task<TGrant> Completion => completion.Task;

    /// <summary>Grants what was asked for. The call takes effect now, not when its continuation gets its turn.</summary>
    public void Grant(TGrant grant)
    {
        Leave();
        Call.TookEffect();
        completion.SetResult(grant);
    }

    public void Fail(Exception exception)
    {
        Leave();
        completion.SetException(exception);
    }

    private void Cancel(CancellationToken token)
    {
        if (place.List is not null)
        {
            Leave();
            completion.SetCanceled(token);
            left?.Invoke();
        }
    }

    private void OnTimer()
    {
        if (turn is null)
        {
            Expire(this);
        }
        else
        {
            turn.Post(Expire, this);
        }

        static void Expire(object? state)
        {
            var waiter = (Waiter<TRequest, TGrant>)state!;
            if (waiter.place.List is not null)
            {
                waiter.Fail(waiter.patience.Exhausted());
                waiter.left?.Invoke();
            }
        }
    }

    private void Leave()
    {
        place.List!.Remove(place);
        timer?.Dispose();
        cancellation.Unregister();
    }
}
