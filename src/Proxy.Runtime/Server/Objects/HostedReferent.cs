using SharedObjects.Calls;
using SharedObjects.Server.Turns;

namespace SharedObjects.Server.Objects;

/// <summary>One referent and the entries it is shared under, one a contract. They share its turn: whichever way it is called, one thread is in it.</summary>
/// <param name="turn">The turn.</param>
internal sealed class HostedReferent(Turn turn)
{
    private readonly Dictionary<string, ObjectEntry> entries = [];

    public Turn Turn { get; } = turn;

    /// <summary>The entry it was first shared under, which owns it; <see langword="null"/> if it is not shared.</summary>
    public ObjectEntry? First { get; private set; }

    public void Add(ObjectEntry entry)
    {
        lock (entries)
        {
            entries[entry.Contract.Name] = entry;
            First ??= entry;
        }
    }

    public ObjectEntry GetOrAdd(Contract contract, Func<Contract, Turn, ObjectEntry> create)
    {
        lock (entries)
        {
            if (!entries.TryGetValue(contract.Name, out var entry))
            {
                entries[contract.Name] = entry = create(contract, Turn);
                First ??= entry;
            }

            return entry;
        }
    }
}
