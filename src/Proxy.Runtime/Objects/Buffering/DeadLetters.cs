namespace SharedObjects.Objects.Buffering;

/// <summary>The items of a buffer that came back too often, in the order in which they did. Used on its object's turn only.</summary>
internal sealed class DeadLetters<T>
{
    private readonly SortedDictionary<long, Item<T>> letters = [];
    private long lastNumber;

    public int Count => letters.Count;

    /// <summary>All of them, the oldest first.</summary>
    public IEnumerable<Item<T>> All => letters.Values;

    public void Add(Item<T> item) => letters.Add(++lastNumber, item);

    /// <summary>Takes some out, the oldest first, with their numbers.</summary>
    public KeyValuePair<long, Item<T>>[] Take(int atMost)
    {
        var taken = letters.Take(atMost).ToArray();
        foreach (var (number, _) in taken)
        {
            letters.Remove(number);
        }

        return taken;
    }

    /// <summary>What was taken is at its place again.</summary>
    public void PutBack(KeyValuePair<long, Item<T>>[] taken)
    {
        foreach (var (number, item) in taken)
        {
            letters.Add(number, item);
        }
    }
}
