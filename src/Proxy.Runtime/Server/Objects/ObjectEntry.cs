using System.Diagnostics.CodeAnalysis;
using SharedObjects.Calls;
using SharedObjects.Contracts;
using SharedObjects.Server.Turns;

namespace SharedObjects.Server.Objects;

/// <summary>
/// A hosted referent with its turn, its operation counter, and the count of who keeps it: sessions, names and running calls count; values stored in
/// other referents hold the entry itself, so the garbage collector sees those, cycles included.
/// </summary>
[SuppressMessage("Usage", "CA1816", Justification = "The finalizer is for entries that end without being released.")]
internal sealed class ObjectEntry
{
    private readonly ObjectTable table;
    private readonly bool isOwned;
    private readonly ObjectEntry? whole;
    private readonly Lock gate = new();
    private int holders;
    private int calls;
    private bool stored;
    private bool disposed;
    private long operation;

    public ObjectEntry(ObjectTable table, ObjectReference reference, Contract contract, object referent, bool isOwned, Turn turn, ObjectEntry? whole = null)
    {
        this.table = table;
        this.isOwned = isOwned;
        this.whole = whole;
        Reference = reference;
        Contract = contract;
        Referent = referent;
        Turn = turn;
    }

    /// <summary>An entry that was stored somewhere and that nothing refers to any more: its referent is disposed once, away from the finalizer.</summary>
    ~ObjectEntry()
    {
        bool wasUnheld;
        lock (gate)
        {
            if (disposed)
            {
                return;
            }

            disposed = true;
            wasUnheld = stored && holders == 0;
        }

        table.Collected(Reference.Id, Contract, Referent, isOwned, Turn, wasUnheld);
        whole?.Release();
    }

    public ObjectReference Reference { get; }

    public Contract Contract { get; }

    public object Referent { get; }

    public Turn Turn { get; }

    /// <summary>Whether something inside the manager may refer to it.</summary>
    public bool IsStored => Volatile.Read(ref stored);

    /// <summary>The number of the last operation that took effect.</summary>
    public long LastOperation => Interlocked.Read(ref operation);

    public long NextOperation() => Interlocked.Increment(ref operation);

    /// <summary>Counts a holder; false if the object is already gone.</summary>
    public bool TryHold()
    {
        lock (gate)
        {
            if (disposed)
            {
                return false;
            }

            if (holders++ == 0 && stored)
            {
                table.Held();
            }

            return true;
        }
    }

    /// <summary>Counts a call as a holder; false if the object is already gone.</summary>
    public bool TryBeginCall()
    {
        lock (gate)
        {
            if (!TryHold())
            {
                return false;
            }

            calls++;
            return true;
        }
    }

    /// <summary>Takes back <paramref name="count"/> holds. With the last one an object that was never stored is disposed at once.</summary>
    public void Release(int count = 1) => Release(count, endedCalls: 0);

    /// <summary>A call that began is over, or never came to it.</summary>
    public void EndCall() => Release(1, endedCalls: 1);

    /// <summary>From now on something inside the manager may refer to the entry, so only the garbage collector can tell when it is free.</summary>
    public void MarkStored()
    {
        lock (gate)
        {
            if (disposed)
            {
                return;
            }

            if (!stored && holders == 0)
            {
                table.Unheld();
            }

            stored = true;
        }
    }

    /// <summary>The manager stops: the referent is disposed whoever refers to it.</summary>
    public ValueTask DisposeAsync()
    {
        lock (gate)
        {
            if (disposed || !isOwned)
            {
                return ValueTask.CompletedTask;
            }

            disposed = true;
        }

        GC.SuppressFinalize(this);
        return new ValueTask(table.Disposals.RunAsync(Contract, Referent, Turn));
    }

    public void CallEnded(TurnCall call)
    {
        Turn.Ended(call);
        EndCall();
    }

    private void Release(int count, int endedCalls)
    {
        lock (gate)
        {
            holders -= count;
            calls -= endedCalls;
            if (Reference.Id != ObjectReference.ManagerId)
            {
                table.Touch();
            }

            var mayGo = holders == 0 || (holders == calls && Referent is IPart { EndsItsCalls: true });
            if (!mayGo || stored || disposed)
            {
                if (holders == 0 && stored && !disposed)
                {
                    table.Unheld();
                }

                return;
            }

            disposed = true;
        }

        GC.SuppressFinalize(this);
        table.Remove(Reference.Id);
        table.Disposals.Start(Contract, Referent, Turn);
        whole?.Release();
    }
}
