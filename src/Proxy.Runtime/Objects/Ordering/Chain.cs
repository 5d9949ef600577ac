namespace SharedObjects.Objects.Ordering;

/// <summary>
/// Values in the order in which they came. Whoever walks it stands on a link and goes on with <see cref="After"/>, whatever changes meanwhile: because
/// values are only ever added at the end, one that stays is seen once, and one added meanwhile is seen too.
/// </summary>
internal sealed class Chain<T>
{
    private Link<T> last;

    public Chain()
    {
        Start = new Link<T>(default!);
        last = Start;
    }

    /// <summary>Where walks begin: before the first.</summary>
    public Link<T> Start { get; }

    public Link<T>? First => Start.Next;

    public Link<T>? Last => last == Start ? null : last;

    public Link<T> Add(T value)
    {
        var added = new Link<T>(value) { Previous = last };
        last.Next = added;
        last = added;
        return added;
    }

    public void Remove(Link<T> link)
    {
        link.Previous!.Next = link.Next;
        if (link.Next is { } next)
        {
            next.Previous = link.Previous;
        }
        else
        {
            last = link.Previous;
        }

        Drop(link);
    }

    public void Clear()
    {
        for (var link = First; link is not null;)
        {
            var next = link.Next;
            link.Previous = Start;
            Drop(link);
            link = next;
        }

        Start.Next = null;
        last = Start;
    }

    /// <summary>The first link that stands now and was not before <paramref name="link"/>, which may be gone.</summary>
    public static Link<T>? After(Link<T> link)
    {
        while (link.IsRemoved)
        {
            link = link.Previous!;
        }

        return link.Next;
    }

    private static void Drop(Link<T> link)
    {
        link.Value = default!;
        link.Next = null;
        link.IsRemoved = true;
    }
}
