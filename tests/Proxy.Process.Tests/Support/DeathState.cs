namespace SharedObjects.Process.Tests.Support;

/// <summary>Where a process is with an object when it dies.</summary>
public enum DeathState
{
    /// <summary>It has something of the object: a lock, permits, an item, a place, a subscription, the object itself. Killed.</summary>
    Holding,

    /// <summary>The object has not answered its call yet. Killed.</summary>
    Waiting,

    /// <summary>The object has answered its call, and it does not know: it was stopped before. Killed.</summary>
    GrantedNotReceived,

    /// <summary>It has something, or waits, and is stopped for longer than its session lives; then it goes on.</summary>
    StoppedPastTimeToLive,

    /// <summary>It changes what the object keeps, again and again. Killed.</summary>
    Writing,

    /// <summary>It is in the middle of a walk. Killed.</summary>
    Iterating,
}
