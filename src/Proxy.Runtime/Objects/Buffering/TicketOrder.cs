namespace SharedObjects.Objects.Buffering;

/// <summary>Items by ticket, linked to each other.</summary>
/// <param name="latestFirst">Whether the latest is taken first, as from a stack, or the earliest, as from a queue.</param>
internal sealed class TicketOrder<T>(bool latestFirst) : ItemOrder<T>
{
    private Item<T>? earliest;
    private Item<T>? latest;
    private int count;

    public override int Count => count;

    public override Item<T>? Next => latestFirst ? latest : earliest;

    public override IEnumerable<Item<T>> All
    {
        get
        {
            for (var item = Next; item is not null; item = latestFirst ? item.Before : item.After)
            {
                yield return item;
            }
        }
    }

    public override void Insert(Item<T> item)
    {
        var after = FirstAfter(item.Ticket);
        var before = after is null ? latest : after.Before;
        (item.Before, item.After) = (before, after);
        _ = before is null ? earliest = item : before.After = item;
        _ = after is null ? latest = item : after.Before = item;
        count++;
    }

    public override void RemoveNext()
    {
        var item = Next!;
        _ = item.Before is null ? earliest = item.After : item.Before.After = item.After;
        _ = item.After is null ? latest = item.Before : item.After.Before = item.Before;
        (item.Before, item.After) = (null, null);
        count--;
    }

    public override void Clear() => (earliest, latest, count) = (null, null, 0);

    /// <summary>The earliest item with a later ticket. What comes back was taken from the end where items are taken, so it is looked for from there.</summary>
    private Item<T>? FirstAfter(long ticket)
    {
        if (latest is null || latest.Ticket < ticket)
        {
            return null;
        }

        var item = latestFirst ? latest : earliest!;
        if (latestFirst)
        {
            while (item.Before is { } before && before.Ticket > ticket)
            {
                item = before;
            }
        }
        else
        {
            while (item.Ticket < ticket)
            {
                item = item.After!;
            }
        }

        return item;
    }
}
