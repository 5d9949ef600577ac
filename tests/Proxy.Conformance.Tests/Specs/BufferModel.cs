namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>A plain queue, stack or priority queue with leases: what the shared ones are compared with, one step at a time.</summary>
/// <param name="capacity">How many items it holds.</param>
/// <param name="order">Which item is taken first.</param>
/// <param name="maximumDeliveryCount">How often an item is delivered before it is a dead letter.</param>
internal sealed class BufferModel(int? capacity, Comparison<BufferModel.Entry> order, int maximumDeliveryCount = BufferModel.MaximumDeliveryCount)
{
    public const int MaximumDeliveryCount = 2;

    private readonly SortedSet<Entry> entries = new(Comparer<Entry>.Create(order));
    private readonly List<Entry> leases = [];
    private readonly List<Entry> deadLetters = [];
    private long lastTicket;
    private int taken;
    private bool isShutDown;
    private bool isClosed;

    public static int First(Entry left, Entry right) => left.Ticket.CompareTo(right.Ticket);

    public static int Last(Entry left, Entry right) => right.Ticket.CompareTo(left.Ticket);

    public static int Lowest(Entry left, Entry right) => (PriorityOf(left.Item), left.Ticket).CompareTo((PriorityOf(right.Item), right.Ticket));

    /// <summary>Few priorities, so that there are ties.</summary>
    public static int PriorityOf(int item) => item % 3;

    /// <summary>The items of a batch.</summary>
    public static int[] Batch(long argument) => [.. Enumerable.Range((int)argument, (int)(argument % 3))];

    /// <summary>How many a batch asks for.</summary>
    public static int AtMost(long argument) => (int)(argument % 3) + 1;

    /// <summary>
    /// What somebody sees who does some steps one after the other on what was restored, or would be: whoever had something of what was saved has lost it. So what
    /// was leased has come back, and what was delivered as often as it may be is a dead letter; what was simply taken is gone, whether its taker got it or not.
    /// </summary>
    public static async Task<object?> AskAsync(string[] steps, int seed, Func<string, long, Task<string>> performAsync)
    {
        var random = new Random(seed);
        var questions = Enumerable.Range(0, 4).SelectMany(_ => steps).Where(static step => step != "shutDown").ToArray();
        random.Shuffle(questions);
        List<object?> answers = [];
        foreach (var step in questions.Prepend("state").Append("shutDown").Append("put").Append("get").Append("state"))
        {
            long argument = random.Next(8);
            answers.Add($"{step} {argument}: {await Refusal.OrAnswerAsync(() => performAsync(step, argument))}");
        }

        return string.Join("; ", answers);
    }

    /// <summary>The same of this, after it was saved and restored.</summary>
    public object? Ask(string[] steps, int seed)
    {
        foreach (var lease in leases)
        {
            if (lease.DeliveryCount == maximumDeliveryCount)
            {
                deadLetters.Add(lease);
            }
            else if (!isClosed)
            {
                entries.Add(lease);
            }
        }

        leases.Clear();
        return AskAsync(steps, seed, (step, argument) => Task.FromResult(Do(step, argument))).GetAwaiter().GetResult();
    }

    /// <summary>Does one step and says what came of it, or how it was refused.</summary>
    public string Do(string step, long argument) => step switch
    {
        "put" => Refused(isShutDown) ?? Put([(int)argument]).ToString(),
        "putMany" => argument % 3 > capacity ? nameof(ArgumentException) : Refused(isShutDown) ?? Put(Batch(argument)).ToString(),
        "get" => Refused(isShutDown && entries.Count == 0) ?? Text(Take(1)),
        "getMany" => Refused(isShutDown && entries.Count == 0) ?? Text(Take(AtMost(argument))),
        "peek" => Text(entries.Take(1)),
        "receive" => Refused(isShutDown && entries.Count == 0) ?? Receive(),
        "complete" => (End(argument) is not null).ToString(),
        "again" => nameof(LeaseNotHeldException),
        "abandon" => Abandon(argument).ToString(),
        "done" => taken == 0 ? nameof(InvalidOperationException) : $"{taken-- > 0}",
        "clear" => Clear(),
        "shutDown" => ShutDown(argument % 2 == 0),
        "deadLetter" => DeadLetter(),
        "requeue" => Refused(isShutDown) ?? Requeue(AtMost(argument)),
        "state" => $"{entries.Count} {entries.Count + taken + leases.Count} {entries.Count >= capacity} {isShutDown} {deadLetters.Count}",
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, null),
    };

    private static string? Refused(bool isRefused) => isRefused ? nameof(QueueShutDownException) : null;

    private static string Text(IEnumerable<Entry> entries) => string.Join(' ', entries.Select(static entry => entry.Item));

    private bool Put(int[] items)
    {
        var hasRoom = items.Length == 0 || entries.Count + items.Length <= (capacity ?? int.MaxValue);
        foreach (var item in hasRoom ? items : [])
        {
            entries.Add(new Entry(++lastTicket, item, 0));
        }

        return hasRoom;
    }

    private Entry[] Take(int atMost)
    {
        var next = entries.Take(atMost).ToArray();
        entries.ExceptWith(next);
        taken += next.Length;
        return next;
    }

    private string Receive()
    {
        if (Take(1) is not [var entry])
        {
            return "none";
        }

        taken--;
        leases.Add(entry with { DeliveryCount = entry.DeliveryCount + 1 });
        return $"{entry.DeliveryCount + 1} {entry.Item}";
    }

    /// <summary>Ends the oldest lease of an item: the numbers of leases are the manager's own.</summary>
    private Entry? End(long item)
    {
        var lease = leases.FindIndex(lease => lease.Item == item);
        if (lease < 0)
        {
            return null;
        }

        var entry = leases[lease];
        leases.RemoveAt(lease);
        return entry;
    }

    private bool Abandon(long item)
    {
        if (End(item) is not { } entry)
        {
            return false;
        }

        if (entry.DeliveryCount == maximumDeliveryCount)
        {
            deadLetters.Add(entry);
        }
        else if (!isClosed)
        {
            entries.Add(entry);
        }

        return true;
    }

    private string Clear()
    {
        var count = entries.Count;
        entries.Clear();
        return $"{count}";
    }

    private string ShutDown(bool immediate)
    {
        isShutDown = true;
        if (immediate)
        {
            isClosed = true;
            entries.Clear();
        }

        return "True";
    }

    private string DeadLetter()
    {
        if (deadLetters is not [var letter, ..])
        {
            return "none";
        }

        deadLetters.RemoveAt(0);
        return $"{letter.DeliveryCount} {letter.Item}";
    }

    private string Requeue(int atMost)
    {
        var letters = deadLetters.Take(atMost).ToArray();
        deadLetters.RemoveRange(0, letters.Length);
        entries.UnionWith(letters.Select(static letter => letter with { DeliveryCount = 0 }));
        return $"{letters.Length}";
    }

    /// <summary>An item with its place and how often it was delivered.</summary>
    internal readonly record struct Entry(long Ticket, int Item, int DeliveryCount);
}
