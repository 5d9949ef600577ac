namespace SharedObjects;

/// <summary>Who holds a lock.</summary>
/// <param name="Owner">The process whose session holds it; <see langword="null"/> outside a manager.</param>
/// <param name="HeldFor">For how long, when the manager was asked.</param>
/// <param name="FencingToken">The lease's fencing token.</param>
public sealed record LockHolder(Caller? Owner, TimeSpan HeldFor, long FencingToken);
