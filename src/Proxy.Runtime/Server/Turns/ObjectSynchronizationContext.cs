namespace SharedObjects.Server.Turns;

/// <summary>Brings what an object does by itself to its turn.</summary>
internal sealed class ObjectSynchronizationContext(Turn turn) : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state) => turn.Post(null, d, state);

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("Blocking until an object's turn comes would deadlock; post instead.");

    public override SynchronizationContext CreateCopy() => this;
}
