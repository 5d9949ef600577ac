using System.Collections.Concurrent;

namespace SharedObjects.Calls.Frames;

/// <summary>Keeps frames for reuse: one in a slot that costs a single exchange, the others in a bounded queue.</summary>
internal sealed class FramePool<T>(Func<T> create)
    where T : class
{
    private const int QueuedAtMost = 256;

    private readonly ConcurrentQueue<T> queue = new();
    private T? slot;
    private int queued;

    public T Rent()
    {
        if (Interlocked.Exchange(ref slot, null) is { } frame)
        {
            return frame;
        }

        if (queue.TryDequeue(out frame))
        {
            Interlocked.Decrement(ref queued);
            return frame;
        }

        return create();
    }

    public void Return(T frame)
    {
        if (Interlocked.CompareExchange(ref slot, frame, null) is null)
        {
            return;
        }

        if (Interlocked.Increment(ref queued) <= QueuedAtMost)
        {
            queue.Enqueue(frame);
        }
        else
        {
            Interlocked.Decrement(ref queued);
        }
    }
}
