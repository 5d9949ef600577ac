using SharedObjects.Contracts.State;

namespace SharedObjects.Objects.Namespace;

/// <summary>The namespace itself. Used on its turn only. It compares types by what their clients call them.</summary>
internal sealed class NamespaceReferent : ISharedNamespace, ISavable
{
    private readonly Dictionary<string, Slot> slots = new(StringComparer.Ordinal);
    private long revision;

    public NamespaceReferent()
    {
    }

    /// <param name="state">What <see cref="Save"/> wrote, of a namespace in a manager: there every value is a payload.</param>
    public NamespaceReferent(StateReader state)
    {
        revision = state.Read<long>();
        for (var count = state.Read<int>(); count > 0; count--)
        {
            var (name, type, version) = (state.Read<string>(), state.Read<string>(), state.Read<long>());
            slots.Add(name, new Slot<Payload>(type, state.ReadElement<Payload>(), version));
        }
    }

    public int Count => slots.Count;

    public ValueTask<bool> DeleteAsync(string name, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return ValueTask.FromResult(slots.Remove(name));
    }

    public ValueTask<bool> ContainsAsync(string name, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return ValueTask.FromResult(slots.ContainsKey(name));
    }

    public ValueTask<string[]> KeysAsync(CancellationToken cancellationToken)
    {
        string[] names = [.. slots.Keys];
        Array.Sort(names, StringComparer.Ordinal);
        return ValueTask.FromResult(names);
    }

    public ValueTask ClearAsync(CancellationToken cancellationToken)
    {
        slots.Clear();
        return ValueTask.CompletedTask;
    }

    public ValueTask<(T Value, long Version)> FindAsync<T>(string name, string type, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return !slots.TryGetValue(name, out var slot) ? default
            : slot is Slot<T> typed && slot.Type == type ? ValueTask.FromResult((typed.Value, slot.Version))
            : throw new InvalidCastException($"'{name}' was set as {slot.Type} and cannot be read as {type}.");
    }

    public ValueTask<bool> StoreAsync<T>(string name, string type, T value, long version, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(type);
        var isCurrent = version < 0 || version == (slots.TryGetValue(name, out var slot) ? slot.Version : 0);
        if (isCurrent)
        {
            slots[name] = new Slot<T>(type, value, ++revision);
        }

        return ValueTask.FromResult(isCurrent);
    }

    public void Save(StateWriter state)
    {
        state.Write(revision);
        state.Write(slots.Count);
        foreach (var (name, slot) in slots)
        {
            state.Write(name);
            state.Write(slot.Type);
            state.Write(slot.Version);
            slot.SaveValue(state);
        }
    }

    /// <summary>Nobody refers to the namespace any more: what its values refer to is let go.</summary>
    public ValueTask DisposeAsync()
    {
        slots.Clear();
        return ValueTask.CompletedTask;
    }
}
