namespace SharedObjects.Process.Tests.Death;

/// <summary>What a process is doing with a shared object when it dies.</summary>
public enum DeathState
{
    /// <summary>It holds something of it, or has changed it and keeps a reference.</summary>
    Holding,

    /// <summary>It waits in line.</summary>
    Waiting,

    /// <summary>What it waited for was granted, and it never hears of it.</summary>
    Unreceived,

    /// <summary>It has something, or waits, and is stopped for longer than its session lives; then it may go on.</summary>
    Silent,

    /// <summary>It changes what the object keeps, again and again.</summary>
    Writing,

    /// <summary>It is in the middle of a walk.</summary>
    Iterating,
}
