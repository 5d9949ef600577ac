namespace SharedObjects.Calls;

/// <summary>
/// The seam everything meets in: something that can execute a call. A connection is one, a session inside the manager is one, and so is whatever
/// wraps another. Thread-safe. Calls on one object start in the order in which they were passed in, unless its contract is concurrent.
/// </summary>
public interface ICallInvoker
{
    /// <summary>Lends a frame to write a call into. It goes back by being passed to <see cref="InvokeAsync"/> or <see cref="Invoke"/>, or by being disposed.</summary>
    CallFrame Rent();

    /// <summary>
    /// Executes a call and takes the frame over. The reply belongs to the caller, who disposes it. May complete synchronously.
    /// Cancelling asks the host to cancel the call; the task still ends with what really happened.
    /// </summary>
    /// <exception cref="ManagerLostException">The manager is gone, or went while the call was under way.</exception>
    ValueTask<ReplyFrame> InvokeAsync(CallFrame call, CancellationToken cancellationToken);

    /// <summary>As <see cref="InvokeAsync"/>, blocking the calling thread.</summary>
    ReplyFrame Invoke(CallFrame call, CancellationToken cancellationToken);
}
