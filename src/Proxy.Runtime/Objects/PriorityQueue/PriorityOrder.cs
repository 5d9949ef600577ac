using SharedObjects.Objects.Buffering;
using SharedObjects.Objects.Ordering;

namespace SharedObjects.Objects.PriorityQueue;

/// <summary>Items by priority, the lowest first; of equal ones the earliest.</summary>
internal sealed class PriorityOrder<TItem, TPriority> : ItemOrder<(TItem Item, TPriority Priority)>
{
    private static readonly IComparer<TPriority> Priorities = ElementOrder.Of<TPriority>();

    private readonly SortedSet<Item<(TItem Item, TPriority Priority)>> items = new(Comparer<Item<(TItem Item, TPriority Priority)>>.Create(Compare));

    public override int Count => items.Count;

    public override Item<(TItem Item, TPriority Priority)>? Next => items.Min;

    public override IEnumerable<Item<(TItem Item, TPriority Priority)>> All => items;

    public override void Check((TItem Item, TPriority Priority) value)
    {
        try
        {
            // With itself every part of it ties, so every part is compared; with another the first that differs decides.
            _ = Priorities.Compare(value.Priority, value.Priority);
        }
        catch (ArgumentException exception)
        {
            throw new InvalidOperationException("A priority is of a type that has no order.", exception);
        }
    }

    public override void Insert(Item<(TItem Item, TPriority Priority)> item) => items.Add(item);

    public override void RemoveNext() => items.Remove(items.Min!);

    public override void Clear() => items.Clear();

    private static int Compare(Item<(TItem Item, TPriority Priority)>? left, Item<(TItem Item, TPriority Priority)>? right)
    {
        var byPriority = Priorities.Compare(left!.Value.Priority, right!.Value.Priority);
        return byPriority != 0 ? byPriority : left.Ticket.CompareTo(right.Ticket);
    }
}
