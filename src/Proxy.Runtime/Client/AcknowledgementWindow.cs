namespace SharedObjects.Client;

/// <summary>Numbers a session's calls and knows up to which of them all replies are there. Pure bookkeeping; thread-safe.</summary>
internal sealed class AcknowledgementWindow
{
    /// <summary>How many nodes are kept for reuse.</summary>
    private const int KeptNodes = 256;

    private readonly Lock gate = new();

    /// <summary>The calls under way in their order: what it takes grows with those, not with how long the oldest waits.</summary>
    private readonly LinkedList<long> underWay = new();
    private readonly Dictionary<long, LinkedListNode<long>> places = [];
    private readonly Stack<LinkedListNode<long>> free = new();
    private long last;

    /// <summary>Numbers the next call.</summary>
    /// <param name="acknowledgedUpTo">The replies of all calls up to this one are there.</param>
    public long Begin(out long acknowledgedUpTo)
    {
        lock (gate)
        {
            acknowledgedUpTo = (underWay.First?.Value ?? (last + 1)) - 1;
            var node = free.TryPop(out var used) ? used : new LinkedListNode<long>(0);
            node.Value = ++last;
            underWay.AddLast(node);
            places.Add(last, node);
            return last;
        }
    }

    /// <summary>The reply of a call is there, or will never come.</summary>
    public void Complete(long sequence)
    {
        lock (gate)
        {
            if (places.Remove(sequence, out var node))
            {
                underWay.Remove(node);
                if (free.Count < KeptNodes)
                {
                    free.Push(node);
                }
            }
        }
    }
}
