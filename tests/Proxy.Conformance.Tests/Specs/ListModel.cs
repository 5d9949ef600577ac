namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>The plain list.</summary>
internal sealed class ListModel
{
    private const string OutOfRange = nameof(ArgumentOutOfRangeException);

    private List<(int Item, long Version)> items = [];
    private long revision;

    public static Func<Step, object?> Make() => new ListModel().Do;

    private object? Do(Step step)
    {
        var (name, key, value, version) = step;
        var isThere = key < items.Count;
        var count = items.Count;
        switch (name)
        {
            case "Add": return Insert(count, value);
            case "AddRange": return Insert(count, value, key);
            case "Insert": return key <= count ? Insert(key, value) : OutOfRange;
            case "InsertRange": return key <= count ? Insert(key, key, value) : OutOfRange;
            case "InsertLast": return count > 0 ? Insert(count - 1, value) : OutOfRange;
            case "Get": return isThere ? items[key].Item : OutOfRange;
            case "GetLast": return count > 0 ? items[^1].Item : OutOfRange;
            case "Read": return isThere ? items[key] : OutOfRange;
            case "ReadAll": return (Text(), revision);
            case "Set": return isThere ? Set(key, value) : OutOfRange;
            case "SetIf": return isThere && items[key].Version == version && Set(key, value);
            case "ReplaceIf": return version == revision && Replace(0, count, key, value);
            case "Remove": return items.FindIndex(item => item.Item == value) is >= 0 and var at && Replace(at, 1);
            case "RemoveAt" when !isThere: return OutOfRange;
            case "RemoveAt":
                var removed = items[key].Item;
                Replace(key, 1);
                return removed;
            case "RemoveLast" when count == 0: return (false, 0);
            case "RemoveLast":
                removed = items[^1].Item;
                return (Replace(count - 1, 1), removed);
            case "TakeLast" when count == 0: return nameof(InvalidOperationException);
            case "TakeLast":
                removed = items[^1].Item;
                Replace(count - 1, 1);
                return removed;
            case "RemoveRange": return key + value <= count ? Replace(key, value) : OutOfRange;
            case "SetRange": return key <= count ? Replace(key, count - key, value, value) : OutOfRange;
            case "GetRange": return key + value <= count ? Step.Text(items.Skip(key).Take(value).Select(static item => item.Item)) : OutOfRange;
            case "Contains": return items.Any(item => item.Item == value);
            case "IndexOf": return items.FindIndex(item => item.Item == value);
            case "LastIndexOf": return items.FindLastIndex(item => item.Item == value);
            case "CountOf": return items.Count(item => item.Item == value);
            case "Reverse":
                revision++;
                items.Reverse();
                return true;
            case "Sort":
                revision++;
                items = [.. key % 2 == 0 ? items.OrderBy(static item => item.Item) : items.OrderByDescending(static item => item.Item)];
                return true;
            case "Clear": return Replace(0, count);
            case "ToArray": return Text();
            default: throw new InvalidOperationException(name);
        }
    }

    private string Text() => Step.Text(items.Select(static item => item.Item));

    private bool Set(int index, int item)
    {
        items[index] = (item, ++revision);
        return true;
    }

    private bool Insert(int index, params int[] added) => Replace(index, 0, added);

    private bool Replace(int index, int count, params int[] by)
    {
        List<(int Item, long Version)> next = [.. items[..index]];
        foreach (var item in by)
        {
            next.Add((item, ++revision));
        }

        revision += count > 0 ? 1 : 0;
        items = [.. next, .. items[(index + count)..]];
        return true;
    }
}
