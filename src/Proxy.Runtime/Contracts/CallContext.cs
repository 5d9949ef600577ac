namespace SharedObjects;

/// <summary>
/// What a referent may know of, and say about, the call it is serving. Read <see cref="Current"/> before the first await and keep it where it is
/// needed later: it belongs to one call, and it is used on that object's turn only.
/// </summary>
public abstract class CallContext
{
    [ThreadStatic]
    private static CallContext? current;

    private protected CallContext()
    {
    }

    /// <summary>The call this thread is serving; outside a manager, a context that belongs to no session.</summary>
    public static CallContext Current => current ?? Contracts.UnmanagedCallContext.Instance;

    /// <summary>Who made the call; <see langword="null"/> outside a manager.</summary>
    public abstract Caller? Caller { get; }

    /// <summary>
    /// Runs <paramref name="settle"/> on this object's turn when the caller's session ends or gives the object back, unless the returned registration is
    /// disposed first. By then the waiting calls of a session that ended have been cancelled; nobody else has been woken. What was registered last is settled first.
    /// </summary>
    /// <param name="settle">Takes back what the session holds; it lets nobody have it yet, because more may have to be settled first.</param>
    /// <param name="afterwards">Lets others move; it runs once when everything is settled.</param>
    /// <exception cref="SessionEndedException">The session has ended already, or has given the object back; nothing will be run, so it must not be given anything.</exception>
    public abstract IDisposable OnSessionEnd(Action settle, Action? afterwards = null);

    /// <summary>
    /// Runs <paramref name="undo"/> on this object's turn if the result of this call never reaches the caller: its session ended before the client
    /// confirmed that it has decoded the reply. For calls that take something.
    /// </summary>
    /// <param name="undo">Puts things back as they were; it lets nobody have them yet, because more may have to go back first.</param>
    /// <param name="afterwards">Lets others move; it runs once when everything is back.</param>
    public abstract void UndoIfUndelivered(Action undo, Action? afterwards = null);

    /// <summary>
    /// Stamps the call with the object's next operation number, which the reply carries: the moment the call took effect. Without it, the call is
    /// stamped when it completes. Later stamps are ignored.
    /// </summary>
    public abstract void TookEffect();

    /// <summary>The object's turn, for what a referent does later and in no call, such as when time has passed; it outlives the call.</summary>
    internal abstract SynchronizationContext? Turn { get; }

    /// <summary>Whether the caller's session has ended, so that it must not be given anything.</summary>
    internal abstract bool HasSessionEnded { get; }

    /// <summary>Tells the manager's log that the caller lost something without giving it back: its lease was collected.</summary>
    internal abstract void LogAbandoned(string what);

    /// <summary>Sets the context of this thread and gives back the one before.</summary>
    private protected static CallContext? Exchange(CallContext? context)
    {
        var before = current;
        current = context;
        return before;
    }
}
