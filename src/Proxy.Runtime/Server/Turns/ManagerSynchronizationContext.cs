namespace SharedObjects.Server.Turns;

/// <summary>Brings what the manager does to an object, outside any call, back to the object's turn after each wait.</summary>
internal sealed class ManagerSynchronizationContext(Turn turn) : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state) => turn.Post(
        null,
        _ =>
        {
            var outer = Current;
            SetSynchronizationContext(this);
            try
            {
                d(state);
            }
            finally
            {
                SetSynchronizationContext(outer);
            }
        },
        null);

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("Blocking until an object's turn comes would deadlock; post instead.");

    public override SynchronizationContext CreateCopy() => this;
}
