using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using SharedObjects.Calls;
using SharedObjects.Server.Turns;

namespace SharedObjects.Server.Objects;

/// <summary>The objects of a manager by id. It keeps none of them alive: sessions, names, running calls and other referents do.</summary>
internal sealed partial class ObjectTable(Guid home, ILogger logger)
{
    private readonly ConcurrentDictionary<long, WeakReference<ObjectEntry>> entries = new();

    private long lastId = ObjectReference.ManagerId;
    private int unheld;
    private int touched;

    /// <summary>The end of each referent; a manager that stops waits for what goes on by itself.</summary>
    public Disposals Disposals { get; } = new(logger);

    /// <summary>How many objects there are.</summary>
    public int Count => entries.Count;

    /// <summary>How many objects nobody holds that something inside the manager may refer to: only the garbage collector can tell whether it does.</summary>
    public int UnheldCount => Volatile.Read(ref unheld);

    /// <summary>Called when a session has ended that held such objects.</summary>
    public Action? Abandoned { get; set; }

    public void Unheld() => Interlocked.Increment(ref unheld);

    public void Held() => Interlocked.Decrement(ref unheld);

    /// <summary>Something may have let go of something. Read first, because every call comes here and all but one find it done.</summary>
    public void Touch()
    {
        if (Volatile.Read(ref touched) == 0)
        {
            Volatile.Write(ref touched, 1);
        }
    }

    /// <summary>Whether <see cref="Touch"/> was called since the last time.</summary>
    public bool TakeTouched() => Interlocked.Exchange(ref touched, 0) != 0;

    /// <summary>Hosts a referent under an id that is never used again. The entry is held once, for the caller.</summary>
    public ObjectEntry Add(Contract contract, string elements, object referent) =>
        Add(Interlocked.Increment(ref lastId), contract, elements, referent);

    /// <summary>Hosts an object that belongs to another referent: it is shared for as long as it lives and never disposed here.</summary>
    /// <param name="contract">What it is hosted as.</param>
    /// <param name="referent">The object.</param>
    /// <param name="turn">The turn it has under every contract.</param>
    /// <param name="first">The entry it is shared under already; it lives as long as the new one.</param>
    public ObjectEntry AddReturned(Contract contract, object referent, Turn turn, ObjectEntry? first)
    {
        var entry = Create(Interlocked.Increment(ref lastId), contract, "", referent, isOwned: false, turn, first is not null && first.TryHold() ? first : null);
        entry.MarkStored();
        return entry;
    }

    /// <summary>Hosts a part of another referent under an id that is never used again. The entry is held once, for the caller; it holds the whole.</summary>
    /// <param name="contract">What it is hosted as.</param>
    /// <param name="elements">The type arguments.</param>
    /// <param name="referent">The part.</param>
    /// <param name="turn">The turn of the whole.</param>
    /// <param name="whole">The whole's entry, already held for the part; <see langword="null"/> if it is not shared.</param>
    public ObjectEntry AddPart(Contract contract, string elements, object referent, Turn turn, ObjectEntry? whole)
    {
        var entry = Create(Interlocked.Increment(ref lastId), contract, elements, referent, isOwned: true, turn, whole);
        entry.TryHold();
        return entry;
    }

    /// <summary>Hosts the object that stands for the manager itself.</summary>
    public ObjectEntry AddManager(Contract contract, object referent) => Add(ObjectReference.ManagerId, contract, "", referent);

    public bool TryGet(long id, [NotNullWhen(true)] out ObjectEntry? entry)
    {
        entry = null;
        return entries.TryGetValue(id, out var weak) && weak.TryGetTarget(out entry);
    }

    /// <summary>A turn of its own for a referent; what its code throws outside any call is logged.</summary>
    public Turn NewTurn(Contract contract) => new(contract.Turns, exception => LogCodeFailed(logger, contract.Name, exception));

    public void Remove(long id) => entries.TryRemove(id, out _);

    /// <summary>The entry was found unreachable by the garbage collector.</summary>
    public void Collected(long id, Contract contract, object referent, bool isOwned, Turn turn, bool wasUnheld)
    {
        Remove(id);
        if (wasUnheld)
        {
            Held();
        }

        if (isOwned)
        {
            Disposals.Start(contract, referent, turn);
        }
    }

    /// <summary>Disposes what only the garbage collector can tell is free. An object that goes may have been the last to refer to others, so this goes on until nothing more goes.</summary>
    public async Task CollectAsync()
    {
        int before;
        do
        {
            // What is being disposed still has what it referred to.
            await Disposals.WhenIdleAsync().ConfigureAwait(false);
            before = Count;
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
        }
        while (Count < before);

        // Another's new object may have made up for one that went.
        await Disposals.WhenIdleAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAllAsync()
    {
        foreach (var id in entries.Keys)
        {
            if (id != ObjectReference.ManagerId && TryGet(id, out var entry))
            {
                await entry.DisposeAsync().ConfigureAwait(false);
            }
        }

        entries.Clear();
        await Disposals.WhenIdleAsync().ConfigureAwait(false);
    }

    [LoggerMessage(EventId = 4, Level = LogLevel.Error, Message = "Code of a {Contract} failed outside any call: a callback of its token, or an async void method.")]
    private static partial void LogCodeFailed(ILogger logger, string contract, Exception exception);

    private ObjectEntry Add(long id, Contract contract, string elements, object referent)
    {
        var entry = Create(id, contract, elements, referent, isOwned: true, NewTurn(contract));
        entry.TryHold();
        return entry;
    }

    private ObjectEntry Create(long id, Contract contract, string elements, object referent, bool isOwned, Turn turn, ObjectEntry? whole = null)
    {
        var entry = new ObjectEntry(this, new ObjectReference(home, id, contract.Name, contract.Fingerprint, elements), contract, referent, isOwned, turn, whole);
        entries[id] = new WeakReference<ObjectEntry>(entry);
        return entry;
    }
}
