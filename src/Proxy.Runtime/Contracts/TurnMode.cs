namespace SharedObjects;

/// <summary>How calls to one referent take turns. Calls of one session to one object start in the order they were sent, except in <see cref="Concurrent"/>.</summary>
public enum TurnMode
{
    /// <summary>One thread at a time; while a call awaits, others may run. A plain class is safe between its awaits.</summary>
    Interleaving,

    /// <summary>One call at a time, from its start to its end, awaits included.</summary>
    Exclusive,

    /// <summary>Calls run side by side on the thread pool; the referent guards its own state.</summary>
    Concurrent,
}
