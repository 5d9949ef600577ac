namespace SharedObjects;

/// <summary>How a call ended.</summary>
public enum CallOutcome
{
    /// <summary>It was executed and its result is known.</summary>
    Succeeded,

    /// <summary>It was not executed, or the referent refused it.</summary>
    Failed,

    /// <summary>It was sent, and whether it was executed cannot be known: the manager or the connection was lost before the reply.</summary>
    Unknown,
}
