namespace SharedObjects;

/// <content>What processes wait for each other with.</content>
public sealed partial class SharedManager
{
    /// <summary>Makes a lock.</summary>
    /// <param name="cancellationToken">Gives the creation up.</param>
    public ValueTask<ISharedLock> LockAsync(CancellationToken cancellationToken = default) => CreateAsync<ISharedLock>(cancellationToken);

    /// <summary>Makes a lock that whoever holds it may acquire again.</summary>
    /// <param name="cancellationToken">Gives the creation up.</param>
    public ValueTask<ISharedReentrantLock> ReentrantLockAsync(CancellationToken cancellationToken = default) => CreateAsync<ISharedReentrantLock>(cancellationToken);

    /// <summary>Makes a condition.</summary>
    /// <param name="mutex">Its lock, which may have several conditions; if left out, the condition makes a lock of its own.</param>
    /// <param name="cancellationToken">Gives the creation up.</param>
    public ValueTask<ISharedCondition> ConditionAsync(ISharedLock? mutex = null, CancellationToken cancellationToken = default) =>
        mutex is null ? CreateAsync<ISharedCondition>(cancellationToken) : mutex.CreateConditionAsync(cancellationToken);
}
