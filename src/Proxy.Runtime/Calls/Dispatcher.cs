namespace SharedObjects.Calls;

/// <summary>Turns a call into a method call on a referent. Stateless; one per contract.</summary>
public abstract class Dispatcher
{
    internal abstract Type Interface { get; }

    internal abstract ValueTask DispatchAsync(object referent, IncomingCall call);
}
