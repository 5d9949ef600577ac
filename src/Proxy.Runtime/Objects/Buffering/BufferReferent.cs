using SharedObjects.Contracts.State;
using SharedObjects.Objects.Waiting;

namespace SharedObjects.Objects.Buffering;

/// <summary>What queues, stacks and priority queues have in common. Used on its turn only.</summary>
/// <typeparam name="T">What the buffer keeps.</typeparam>
/// <param name="buffer">The items.</param>
/// <param name="name">What it is called when it is disposed while somebody waits.</param>
internal abstract class BufferReferent<T>(ItemBuffer<T> buffer, string name) : ISharedBuffer, ISavable
{
    public int Count => buffer.Count;

    public int? Capacity => buffer.Capacity;

    public bool IsFull => buffer.IsFull;

    public bool IsShutDown => buffer.IsShutDown;

    public int UnfinishedCount => buffer.UnfinishedCount;

    protected ItemBuffer<T> Buffer => buffer;

    public ValueTask<int> ClearAsync(CancellationToken cancellationToken) => ValueTask.FromResult(buffer.Clear());

    public ValueTask ShutDownAsync(bool immediate, CancellationToken cancellationToken)
    {
        buffer.ShutDown(immediate);
        return ValueTask.CompletedTask;
    }

    public ValueTask TaskDoneAsync(CancellationToken cancellationToken)
    {
        buffer.TaskDone();
        return ValueTask.CompletedTask;
    }

    public ValueTask JoinAsync(CancellationToken cancellationToken) => buffer.JoinAsync(Patience.Infinite, cancellationToken);

    public ValueTask JoinAsync(TimeSpan timeout, CancellationToken cancellationToken) => buffer.JoinAsync(Patience.Of(timeout), cancellationToken);

    public abstract void Save(StateWriter state);

    /// <summary>Nobody refers to it any more: whoever still waits is told.</summary>
    public ValueTask DisposeAsync()
    {
        buffer.Dispose(name);
        return ValueTask.CompletedTask;
    }
}
