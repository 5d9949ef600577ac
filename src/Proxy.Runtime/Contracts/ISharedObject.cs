namespace SharedObjects;

/// <summary>
/// What every shared object has in common. On a proxy, disposing gives this process's reference back: the object itself lives on while any other
/// process, name or object refers to it. On the referent, disposing is the manager's word that nothing refers to it any more; it comes once.
/// </summary>
public interface ISharedObject : IAsyncDisposable
{
    /// <summary>
    /// Cancelled when this process can no longer count on what it holds in the object: the manager is gone, the connection was lost, or the session has
    /// ended or may have: nothing was heard from the manager for the session's time to live (<see cref="SharedManagerOptions.SessionTimeToLive"/>). It
    /// never blocks and asks nobody.
    /// </summary>
    CancellationToken Lost => CancellationToken.None;
}
