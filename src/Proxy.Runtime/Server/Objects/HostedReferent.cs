using SharedObjects.Calls;
using SharedObjects.Server.Turns;

namespace SharedObjects.Server.Objects;

/// <summary>
/// One referent and the entries it is shared under, one a contract. They share its turn: whichever way it is called, one thread is in it. The referent
/// keeps no entry alive, though others may keep the referent: an entry goes when no process and no object refers to it.
/// </summary>
/// <param name="turn">The turn.</param>
internal sealed class HostedReferent(Turn turn)
{
    private readonly Dictionary<string, WeakReference<ObjectEntry>> entries = [];
    private WeakReference<ObjectEntry>? first;

    public Turn Turn { get; } = turn;

    /// <summary>The entry it was first shared under, which owns it; <see langword="null"/> if it is not shared.</summary>
    public ObjectEntry? First => first is not null && first.TryGetTarget(out var entry) ? entry : null;

    public void Add(ObjectEntry entry)
    {
        lock (entries)
        {
            Keep(entry);
        }
    }

    /// <param name="contract">What it is shared under.</param>
    /// <param name="create">Makes the entry; it is given the entry that owns the referent, which must not go before it, where there is one.</param>
    public ObjectEntry GetOrAdd(Contract contract, Func<Contract, Turn, ObjectEntry?, ObjectEntry> create)
    {
        lock (entries)
        {
            if (entries.TryGetValue(contract.Name, out var weak) && weak.TryGetTarget(out var entry))
            {
                return entry;
            }

            entry = create(contract, Turn, First);
            Keep(entry);
            return entry;
        }
    }

    private void Keep(ObjectEntry entry)
    {
        var weak = entries[entry.Contract.Name] = new WeakReference<ObjectEntry>(entry);
        if (First is null)
        {
            first = weak;
        }
    }
}
