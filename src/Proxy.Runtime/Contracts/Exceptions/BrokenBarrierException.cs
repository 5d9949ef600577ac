namespace SharedObjects;

/// <summary>
/// A barrier is broken, so nobody passes it: one of its participants gave up, failed or died, or it was broken or reset on purpose.
/// <see cref="ISharedBarrier.ResetAsync"/> makes it usable again.
/// </summary>
public sealed class BrokenBarrierException : SharedObjectException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What broke it.</param>
    public BrokenBarrierException(string message)
        : base(message)
    {
    }
}
