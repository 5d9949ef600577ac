namespace SharedObjects.Server.Turns;

/// <summary>Brings the continuations of one call back to its object's turn.</summary>
internal sealed class TurnSynchronizationContext(TurnCall call) : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state) => call.Post(d, state);

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("Blocking until an object's turn comes would deadlock; post instead.");

    public override SynchronizationContext CreateCopy() => this;
}
