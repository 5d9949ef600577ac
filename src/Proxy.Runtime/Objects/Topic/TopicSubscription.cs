using SharedObjects.Contracts;
using SharedObjects.Objects.Waiting;

namespace SharedObjects.Objects.Topic;

/// <summary>One subscriber's buffer. A part of its topic, so it is used on the topic's turn; the manager disposes it with its last holder.</summary>
internal sealed class TopicSubscription<T> : ITopicSubscription<T>, IPart
{
    private readonly TopicReferent<T> topic;
    private readonly int capacity;
    private readonly LinkedList<(T Item, long SequenceNumber, long Missed)> buffer = new();
    private readonly WaitQueue<int, (T Item, long SequenceNumber, long Missed)[]> readers;
    private readonly Action serve;
    private long missed;

    public TopicSubscription(TopicReferent<T> topic, int capacity, TimeProvider timeProvider)
    {
        this.topic = topic;
        this.capacity = capacity;
        readers = new(timeProvider);
        serve = Serve;
    }

    public object Whole => topic;

    /// <summary>Whoever reads when the subscription is disposed is told.</summary>
    public bool EndsItsCalls => true;

    public int Count => buffer.Count;

    public ValueTask<(T Item, long SequenceNumber, long Missed)[]> TakeAsync(int atMost, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(atMost);
        var patience = Patience.Of(timeout);
        cancellationToken.ThrowIfCancellationRequested();
        if (readers.Count == 0 && (buffer.Count > 0 || topic.IsCompleted))
        {
            var taken = Take(CallContext.Current, atMost);
            CallContext.Current.TookEffect();
            return ValueTask.FromResult(taken);
        }

        return new ValueTask<(T Item, long SequenceNumber, long Missed)[]>(readers.WaitAsync(atMost, patience, cancellationToken));
    }

    public ValueTask PutBackAsync((T Item, long SequenceNumber, long Missed)[] messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        CallContext.Current.TookEffect();
        PutBack(messages);
        Serve();
        return ValueTask.CompletedTask;
    }

    /// <summary>Something was published.</summary>
    public void Add(T item, long number)
    {
        buffer.AddLast((item, number, missed));
        missed = 0;
        Serve();
        Trim();
    }

    /// <summary>Lets messages meet readers, and readers the end.</summary>
    public void Serve()
    {
        while ((buffer.Count > 0 || topic.IsCompleted) && readers.Next is { } reader)
        {
            reader.Grant(Take(reader.Call, reader.Request));
        }
    }

    public ValueTask DisposeAsync()
    {
        topic.Remove(this);
        readers.FailAll(new ObjectDisposedException(nameof(ITopicSubscription<>)));
        buffer.Clear();
        return ValueTask.CompletedTask;
    }

    private (T Item, long SequenceNumber, long Missed)[] Take(CallContext call, int atMost)
    {
        var taken = new (T Item, long SequenceNumber, long Missed)[Math.Min(atMost, buffer.Count)];
        for (var i = 0; i < taken.Length; i++)
        {
            taken[i] = buffer.First!.Value;
            buffer.RemoveFirst();
        }

        if (taken.Length > 0)
        {
            call.UndoIfUndelivered(() => PutBack(taken), serve);
        }

        return taken;
    }

    private void PutBack((T Item, long SequenceNumber, long Missed)[] messages)
    {
        // Another session may have put back later ones before.
        var next = buffer.First;
        foreach (var message in messages)
        {
            while (next is not null && next.Value.SequenceNumber < message.SequenceNumber)
            {
                next = next.Next;
            }

            _ = next is null ? buffer.AddLast(message) : buffer.AddBefore(next, message);
        }

        Trim();
    }

    /// <summary>Drops what does not fit, the oldest first; the next message says how much.</summary>
    private void Trim()
    {
        while (buffer.Count > capacity)
        {
            var gap = buffer.First!.Value.Missed + 1;
            buffer.RemoveFirst();
            if (buffer.First is { } next)
            {
                next.Value = next.Value with { Missed = next.Value.Missed + gap };
            }
            else
            {
                missed += gap;
            }
        }
    }
}
