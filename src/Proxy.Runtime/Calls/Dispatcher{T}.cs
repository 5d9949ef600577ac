namespace SharedObjects.Calls;

/// <summary>Base of generated dispatchers.</summary>
/// <typeparam name="TContract">The interface the referent is called through.</typeparam>
public abstract class Dispatcher<TContract> : Dispatcher
    where TContract : class
{
    internal sealed override Type Interface => typeof(TContract);

    /// <summary>Decodes the arguments, calls the member, and lets the call encode what it returns.</summary>
    protected abstract ValueTask DispatchAsync(TContract referent, IncomingCall call);

    internal sealed override ValueTask DispatchAsync(object referent, IncomingCall call) => DispatchAsync((TContract)referent, call);
}
