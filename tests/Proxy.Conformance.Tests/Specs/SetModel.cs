namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>The plain set: a list of items, searched from the front.</summary>
internal sealed class SetModel
{
    private List<int> items = [];

    public static Func<Step, object?> Make() => new SetModel().Do;

    private object? Do(Step step)
    {
        int[] other = [step.Key, step.Value];
        switch (step.Name)
        {
            case "Add": return Add(step.Key);
            case "AddMany": return other.Count(Add);
            case "Remove": return items.Remove(step.Key);
            case "RemoveMany": return other.Count(items.Remove);
            case "Take" when items.Count == 0: return (false, 0);
            case "TakeOne" when items.Count == 0: return nameof(InvalidOperationException);
            case "Take" or "TakeOne":
                var first = items[0];
                items.RemoveAt(0);
                return step.Name == "Take" ? (true, first) : first;
            case "Contains": return items.Contains(step.Key);
            case "IntersectWith": return Become(items.Where(other.Contains));
            case "SymmetricExceptWith": return Become([.. items.Except(other), .. other.Except(items)]);
            case "IsSubsetOf": return items.All(other.Contains);
            case "IsProperSubsetOf": return items.All(other.Contains) && items.Count < other.Distinct().Count();
            case "IsSupersetOf": return other.All(items.Contains);
            case "IsProperSupersetOf": return other.All(items.Contains) && items.Count > other.Distinct().Count();
            case "Overlaps": return other.Any(items.Contains);
            case "SetEquals": return items.All(other.Contains) && other.All(items.Contains);
            case "Union": return Step.Text(items.Union(other).Order());
            case "Intersect": return Step.Text(items.Intersect(other).Order());
            case "Except": return Step.Text(items.Except(other).Order());
            case "SymmetricExcept": return Step.Text(items.Except(other).Concat(other.Except(items)).Order());
            case "Clear": return Become([]);
            case "ToArray": return Step.Text(items);
            default: throw new InvalidOperationException(step.Name);
        }
    }

    private bool Add(int item)
    {
        var isNew = !items.Contains(item);
        if (isNew)
        {
            items.Add(item);
        }

        return isNew;
    }

    private bool Become(IEnumerable<int> next)
    {
        items = [.. next];
        return true;
    }
}
