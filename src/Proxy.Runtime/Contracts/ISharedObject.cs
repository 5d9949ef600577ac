namespace SharedObjects;

/// <summary>
/// What every shared object has in common. On a proxy, disposing gives this process's reference back: the object itself lives on while any other
/// process, name or object refers to it. On the referent, disposing is the manager's word that nothing refers to it any more; it comes once.
/// </summary>
public interface ISharedObject : IAsyncDisposable
{
    /// <summary>
    /// Cancelled when this process can no longer count on what it holds in the object: the manager is gone, the connection to it was lost, or this process's
    /// session has ended or may have. Asks nobody.
    /// </summary>
    CancellationToken Lost => CancellationToken.None;
}
