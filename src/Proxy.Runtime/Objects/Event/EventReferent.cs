using SharedObjects.Contracts.State;
using SharedObjects.Objects.Waiting;

namespace SharedObjects.Objects.Event;

/// <summary>The event itself. Used on its turn only.</summary>
/// <param name="initialState">Whether it is set at first.</param>
/// <param name="timeProvider">Measures timeouts.</param>
internal sealed class EventReferent(bool initialState, TimeProvider timeProvider) : ISharedEvent, ISavable
{
    private readonly Gate gate = new(initialState, timeProvider);

    /// <param name="state">What <see cref="Save"/> wrote.</param>
    /// <param name="timeProvider">Measures timeouts.</param>
    public EventReferent(StateReader state, TimeProvider timeProvider)
        : this(state.Read<bool>(), timeProvider)
    {
    }

    public bool IsSet => gate.IsOpen;

    public ValueTask SetAsync(CancellationToken cancellationToken)
    {
        gate.Open();
        return ValueTask.CompletedTask;
    }

    public ValueTask ResetAsync(CancellationToken cancellationToken)
    {
        gate.Close();
        return ValueTask.CompletedTask;
    }

    public ValueTask WaitAsync(CancellationToken cancellationToken) => gate.WaitAsync(Patience.Infinite, cancellationToken);

    public ValueTask WaitAsync(TimeSpan timeout, CancellationToken cancellationToken) => gate.WaitAsync(Patience.Of(timeout), cancellationToken);

    public ValueTask<bool> TryWaitAsync(TimeSpan timeout, CancellationToken cancellationToken) => gate.TryWaitAsync(Patience.Of(timeout), cancellationToken);

    public void Save(StateWriter state) => state.Write(gate.IsOpen);

    /// <summary>Nobody refers to the event any more: whoever still waits is told.</summary>
    public ValueTask DisposeAsync()
    {
        gate.Dispose(nameof(ISharedEvent));
        return ValueTask.CompletedTask;
    }
}
