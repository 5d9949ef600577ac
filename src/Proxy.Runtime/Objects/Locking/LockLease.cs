namespace SharedObjects;

/// <summary>An acquired lock. Disposing releases it: <c>await using var lease = await mutex.AcquireAsync();</c>.</summary>
public sealed class LockLease : Lease
{
    internal LockLease(ILeasing source, (bool Granted, long Lease, long FencingToken, bool PreviousOwnerLost) grant)
        : base(source, grant.Lease)
    {
        FencingToken = grant.FencingToken;
        PreviousOwnerLost = grant.PreviousOwnerLost;
    }

    /// <summary>
    /// Grows with every owner of the lock. Something outside the manager that the lock protects should remember the largest it has seen and refuse
    /// anything smaller: then an owner that was taken for dead and wakes up again does no harm.
    /// </summary>
    public long FencingToken { get; }

    /// <summary>Whether the owner before lost the lock instead of releasing it: it died, or its session ended. What the lock protects may be half done.</summary>
    public bool PreviousOwnerLost { get; }
}
