namespace SharedObjects.Contracts;

/// <summary>
/// A referent that another made for a caller: a cursor over it, a subscription to it, a condition of a lock. It shares the turn of its
/// whole, keeps that alive, and belongs to whoever it was handed to: it is disposed when the last of them lets go.
/// </summary>
internal interface IPart
{
    /// <summary>The referent it is a part of.</summary>
    object Whole { get; }

    /// <summary>Whether it is disposed as soon as only calls that are under way hold it, which ends them; else these keep it until they have ended.</summary>
    bool EndsItsCalls => false;
}
