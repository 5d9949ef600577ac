namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>The plain dictionary: a list of entries, searched from the front.</summary>
internal sealed class DictionaryModel
{
    private readonly List<(int Key, int Value, long Version)> entries = [];
    private long revision;

    public static Func<Step, object?> Make() => new DictionaryModel().Do;

    private object? Do(Step step)
    {
        var (name, key, value, version) = step;
        var at = entries.FindIndex(entry => entry.Key == key);
        var found = at >= 0 ? entries[at] : default;
        switch (name)
        {
            case "Set": return Put(key, value);
            case "Add": return at < 0 ? Put(key, value) : nameof(ArgumentException);
            case "Get": return at >= 0 ? found.Value : nameof(KeyNotFoundException);
            case "TryAdd": return at < 0 ? Put(key, value) : false;
            case "GetOrAdd" when at < 0: Put(key, value); return value;
            case "GetOrAdd": return found.Value;
            case "TryGet": return (at >= 0, found.Value);
            case "Read": return (at >= 0, found.Value, found.Version);
            case "Contains": return at >= 0;
            case "ContainsValue": return entries.Any(entry => entry.Value == value);
            case "TryUpdate": return at >= 0 && found.Value == value && Put(key, 9);
            case "UpdateIf": return found.Version == version && Put(key, value);
            case "Remove": return at >= 0 && Remove(at);
            case "RemoveValue": return at >= 0 && found.Value == value && Remove(at);
            case "TryRemove": return at >= 0 ? (Remove(at), found.Value) : (false, 0);
            case "RemoveIf": return at >= 0 && found.Version == Math.Max(version, 1) && Remove(at);
            case "SetMany":
                revision++;
                return Put(key, value, 0) & Put(value, key, 0);
            case "GetMany": return Step.Text(entries.Where(entry => entry.Key == key || entry.Key == value).Select(entry => (entry.Key, entry.Value)).Order());
            case "RemoveMany": return entries.RemoveAll(entry => (entry.Key == key || entry.Key == value) && ++revision > 0);
            case "TakeLast" when entries.Count == 0: return (false, 0, 0);
            case "TakeLast":
                found = entries[^1];
                return (Remove(entries.Count - 1), found.Key, found.Value);
            case "Clear":
                revision += entries.Count == 0 ? 0 : 1;
                entries.Clear();
                return true;
            case "Keys": return Step.Text(entries.Select(entry => entry.Key));
            case "Values": return Step.Text(entries.Select(entry => entry.Value));
            case "ToArray": return Step.Text(entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value)));
            default: throw new InvalidOperationException(name);
        }
    }

    private bool Put(int key, int value, int changes = 1)
    {
        revision += changes;
        var at = entries.FindIndex(entry => entry.Key == key);
        if (at < 0)
        {
            entries.Add((key, value, revision));
        }
        else
        {
            entries[at] = (key, value, revision);
        }

        return true;
    }

    private bool Remove(int at)
    {
        revision++;
        entries.RemoveAt(at);
        return true;
    }
}
