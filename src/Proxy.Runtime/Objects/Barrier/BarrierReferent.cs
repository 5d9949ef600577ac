using SharedObjects.Contracts.State;
using SharedObjects.Objects.Holding;
using SharedObjects.Objects.Waiting;

namespace SharedObjects.Objects.Barrier;

/// <summary>
/// The barrier itself. Used on its turn only. Those who have arrived wait in line, and the first of them, as many as there are participants, are the phase; while
/// one of them runs its action it has left the line already, and whoever is behind the others belongs to the phase after.
/// </summary>
internal sealed class BarrierReferent : ISharedBarrier, ISavable
{
    private readonly HoldTable<ValueTuple> members;
    private readonly HoldTable<ValueTuple> actions;
    private readonly WaitQueue<bool, (int Index, long Action)> waiters;
    private Hold<ValueTuple>? action;
    private string? broken;

    /// <param name="participantCount">How many have to arrive.</param>
    /// <param name="timeProvider">Measures timeouts.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="participantCount"/> is not positive.</exception>
    public BarrierReferent(int participantCount, TimeProvider timeProvider)
    {
        if (participantCount <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(participantCount), $"A barrier has at least one participant, not {participantCount}.");
        }

        ParticipantCount = participantCount;
        members = new(timeProvider, (_, end) => MemberLeft(end), FailIfBroken);
        actions = new(timeProvider, (_, _) => ActionLost(), FailIfBroken);
        waiters = new(timeProvider, () => Break("a participant ended its wait: it timed out, was cancelled, or its process ended"));
    }

    /// <param name="state">What <see cref="Save"/> wrote.</param>
    /// <param name="timeProvider">Measures timeouts.</param>
    public BarrierReferent(StateReader state, TimeProvider timeProvider)
        : this(state.Read<int>(), timeProvider)
    {
        CurrentPhaseNumber = state.Read<long>();
        broken = state.Read<bool>() ? "it was broken, or in use, when it was saved" : null;
    }

    public int ParticipantCount { get; }

    public int ParticipantsRemaining => action is null ? ParticipantCount - waiters.Count : 0;

    public long CurrentPhaseNumber { get; private set; }

    public bool IsBroken => broken is not null;

    private bool IsInUse => waiters.Count > 0 || action is not null || members.Count > 0;

    public ValueTask<(int Index, long Action)> ArriveAsync(bool acts, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var patience = Patience.Of(timeout);
        cancellationToken.ThrowIfCancellationRequested();
        ThrowIfBroken();
        if (action is not null || waiters.Count < ParticipantCount - 1)
        {
            return WaitAsync();
        }

        if (acts)
        {
            return ValueTask.FromResult(BeginAction(CallContext.Current));
        }

        Release(ParticipantCount - 1);
        CurrentPhaseNumber++;
        return ValueTask.FromResult((ParticipantCount - 1, 0L));

        async ValueTask<(int, long)> WaitAsync()
        {
            if (patience.IsZero)
            {
                Break("a participant would not wait");
            }

            try
            {
                return await waiters.WaitAsync(acts, patience, cancellationToken);
            }
            catch (TimeoutException exception)
            {
                throw new TimeoutException($"Not all {ParticipantCount} participants arrived within {timeout}; the barrier is broken now.", exception);
            }
        }
    }

    public ValueTask CompletePhaseAsync(long action, bool succeeded)
    {
        if (this.action is null || this.action.Lease != action)
        {
            ThrowIfBroken();
            throw new BrokenBarrierException("The barrier was reset while a participant ran its action.");
        }

        actions.Remove(action);
        this.action = null;
        CallContext.Current.TookEffect();
        if (!succeeded)
        {
            Break("a participant's action failed");
            return ValueTask.CompletedTask;
        }

        Release(ParticipantCount - 1);
        CurrentPhaseNumber++;
        Serve();
        return ValueTask.CompletedTask;
    }

    public ValueTask<long> EnrolAsync(CancellationToken cancellationToken)
    {
        if (members.Count >= ParticipantCount)
        {
            throw new InvalidOperationException($"All {ParticipantCount} participants have joined; one has to leave first.");
        }

        return members.TryAdd(CallContext.Current, default, out var hold)
            ? ValueTask.FromResult(hold.Lease)
            : throw new SessionEndedException("The session that would join the barrier has ended.");
    }

    public ValueTask BreakAsync(CancellationToken cancellationToken)
    {
        CallContext.Current.TookEffect();
        Break("it was broken on purpose");
        return ValueTask.CompletedTask;
    }

    public ValueTask ResetAsync(CancellationToken cancellationToken)
    {
        CallContext.Current.TookEffect();
        Break("it was reset");
        broken = null;
        return ValueTask.CompletedTask;
    }

    public ValueTask ReleaseLeaseAsync(long lease, bool abandoned)
    {
        members.Remove(lease);
        if (abandoned)
        {
            CallContext.Current.LogAbandoned("a membership");
            CallContext.Current.TookEffect();
            MemberLeft(HoldEnd.Lost);
            FailIfBroken();
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>To a restored barrier those who had arrived or joined are lost, so it is broken.</summary>
    public void Save(StateWriter state)
    {
        state.Write(ParticipantCount);
        state.Write(CurrentPhaseNumber);
        state.Write(IsBroken || IsInUse);
    }

    /// <summary>Nobody refers to the barrier any more: whoever still waits is told.</summary>
    public ValueTask DisposeAsync()
    {
        waiters.FailAll(new ObjectDisposedException(nameof(ISharedBarrier)));
        return ValueTask.CompletedTask;
    }

    /// <exception cref="SessionEndedException">The session of the call has ended; it has not arrived.</exception>
    private (int Index, long Action) BeginAction(CallContext call)
    {
        if (!actions.TryAdd(call, default, out action))
        {
            throw new SessionEndedException("The session that arrived at the barrier has ended.");
        }

        return (ParticipantCount - 1, action.Lease);
    }

    private void Release(int count)
    {
        for (var index = 0; index < count; index++)
        {
            waiters.Next!.Grant((index, 0L));
        }
    }

    /// <summary>Those who arrived while an action ran may be enough for the next phases.</summary>
    private void Serve()
    {
        while (!IsBroken && action is null && waiters.Count >= ParticipantCount)
        {
            var last = waiters.Waiters.ElementAt(ParticipantCount - 1);
            if (!last.Request)
            {
                Release(ParticipantCount);
                CurrentPhaseNumber++;
                continue;
            }

            try
            {
                last.Grant(BeginAction(last.Call));
            }
            catch (SessionEndedException exception)
            {
                last.Fail(exception);
                Break("a participant's process ended");
            }
        }
    }

    private void MemberLeft(HoldEnd end)
    {
        if (end == HoldEnd.Lost)
        {
            broken ??= "a participant that had joined was lost: its session ended, or it let go of the barrier or of its membership";
        }
    }

    private void ActionLost()
    {
        action = null;
        broken ??= "the participant that ran its action was lost";
    }

    private void Break(string reason)
    {
        broken ??= reason;
        FailIfBroken();
    }

    private void FailIfBroken()
    {
        if (!IsBroken)
        {
            return;
        }

        if (action is not null)
        {
            actions.Forget(action);
            action = null;
        }

        waiters.FailAll(Broken());
    }

    private void ThrowIfBroken()
    {
        if (IsBroken)
        {
            throw Broken();
        }
    }

    private BrokenBarrierException Broken() => new($"The barrier is broken: {broken}. ResetAsync makes it usable again.");
}
