using SharedObjects.Contracts.State;
using SharedObjects.Objects.Holding;
using SharedObjects.Objects.Waiting;

namespace SharedObjects.Objects.ReaderWriterLock;

/// <summary>The lock itself. Used on its turn only. Somebody waits only while the first who waits cannot enter.</summary>
internal sealed class ReaderWriterLockReferent : ISharedReaderWriterLock, ISavable
{
    private readonly HoldTable<Entry> holds;
    private readonly WaitQueue<bool, (bool Granted, long Lease, long FencingToken, bool PreviousOwnerLost)> waiters;
    private long fencingToken;
    private bool writerLost;

    /// <param name="timeProvider">Measures timeouts.</param>
    public ReaderWriterLockReferent(TimeProvider timeProvider)
    {
        holds = new(timeProvider, Settle, Serve);
        waiters = new(timeProvider, Serve);
    }

    /// <param name="state">What <see cref="Save"/> wrote.</param>
    /// <param name="timeProvider">Measures timeouts.</param>
    public ReaderWriterLockReferent(StateReader state, TimeProvider timeProvider)
        : this(timeProvider)
    {
        fencingToken = state.Read<long>();
        writerLost = state.Read<bool>();
    }

    public int CurrentReadCount => IsWriteLockHeld ? 0 : holds.Count;

    public bool IsWriteLockHeld { get; private set; }

    public int WaitingReadCount => waiters.Waiters.Count(static waiter => !waiter.Request);

    public int WaitingWriteCount => waiters.Waiters.Count(static waiter => waiter.Request);

    public ValueTask<(bool Granted, long Lease, long FencingToken, bool PreviousOwnerLost)> EnterAsync(bool write, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var patience = Patience.Of(timeout);
        cancellationToken.ThrowIfCancellationRequested();
        if (waiters.Count == 0 && CanEnter(write))
        {
            return ValueTask.FromResult(Enter(CallContext.Current, write));
        }

        return patience.IsZero ? default : WaitAsync();

        async ValueTask<(bool, long, long, bool)> WaitAsync()
        {
            try
            {
                return await waiters.WaitAsync(write, patience, cancellationToken);
            }
            catch (TimeoutException)
            {
                return default;
            }
        }
    }

    public ValueTask ReleaseLeaseAsync(long lease, bool abandoned)
    {
        var hold = holds.Remove(lease);
        if (abandoned)
        {
            CallContext.Current.LogAbandoned("a lease");
        }

        CallContext.Current.TookEffect();
        Settle(hold, abandoned ? HoldEnd.Lost : HoldEnd.Released);
        Serve();
        return ValueTask.CompletedTask;
    }

    /// <summary>A writer that is inside when the lock is saved is lost to the restored one.</summary>
    public void Save(StateWriter state)
    {
        state.Write(fencingToken);
        state.Write(writerLost || IsWriteLockHeld);
    }

    /// <summary>Nobody refers to the lock any more: whoever still waits is told.</summary>
    public ValueTask DisposeAsync()
    {
        waiters.FailAll(new ObjectDisposedException(nameof(ISharedReaderWriterLock)));
        return ValueTask.CompletedTask;
    }

    private bool CanEnter(bool write) => write ? holds.Count == 0 : !IsWriteLockHeld;

    /// <exception cref="SessionEndedException">The session of the call has ended; it has not entered.</exception>
    private (bool Granted, long Lease, long FencingToken, bool PreviousOwnerLost) Enter(CallContext call, bool write)
    {
        if (!holds.TryAdd(call, new Entry(write, writerLost), out var hold))
        {
            throw new SessionEndedException("The session that asked for the lock has ended.");
        }

        if (write)
        {
            IsWriteLockHeld = true;
            writerLost = false;
            fencingToken++;
        }

        call.TookEffect();
        return (true, hold.Lease, fencingToken, hold.Value.WriterLost);
    }

    /// <summary>A writer is gone: one that never knew that it was inside has put nothing right either.</summary>
    private void Settle(Hold<Entry> hold, HoldEnd end)
    {
        if (hold.Value.IsWriter)
        {
            IsWriteLockHeld = false;
            writerLost = end == HoldEnd.Lost || (end == HoldEnd.Undelivered && hold.Value.WriterLost);
        }
    }

    private void Serve()
    {
        while (waiters.Next is { } waiter && CanEnter(waiter.Request))
        {
            try
            {
                waiter.Grant(Enter(waiter.Call, waiter.Request));
            }
            catch (SessionEndedException exception)
            {
                waiter.Fail(exception);
            }
        }
    }
}
