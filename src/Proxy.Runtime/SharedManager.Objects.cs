namespace SharedObjects;

/// <content>One line makes an object.</content>
public sealed partial class SharedManager
{
    /// <summary>Makes a lock.</summary>
    /// <param name="cancellationToken">Gives the creation up.</param>
    public ValueTask<ISharedLock> LockAsync(CancellationToken cancellationToken = default) => CreateAsync<ISharedLock>(cancellationToken);
}
