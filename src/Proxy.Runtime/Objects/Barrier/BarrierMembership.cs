namespace SharedObjects;

/// <summary>
/// A participant's word that it will arrive at a barrier. If its process dies, or loses the membership otherwise, the barrier breaks at once instead of waiting for
/// it. Disposing ends the membership in order and breaks nothing.
/// </summary>
public sealed class BarrierMembership : Lease
{
    internal BarrierMembership(ILeasing source, long number)
        : base(source, number)
    {
    }
}
