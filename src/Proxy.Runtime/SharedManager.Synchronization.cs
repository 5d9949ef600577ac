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

    /// <summary>Makes a lock that either many readers hold, or one writer.</summary>
    /// <param name="cancellationToken">Gives the creation up.</param>
    public ValueTask<ISharedReaderWriterLock> ReaderWriterLockAsync(CancellationToken cancellationToken = default) => CreateAsync<ISharedReaderWriterLock>(cancellationToken);

    /// <summary>Makes a condition.</summary>
    /// <param name="mutex">Its lock, which may have several conditions; if left out, the condition makes a lock of its own.</param>
    /// <param name="cancellationToken">Gives the creation up.</param>
    public ValueTask<ISharedCondition> ConditionAsync(ISharedLock? mutex = null, CancellationToken cancellationToken = default) =>
        mutex is null ? CreateAsync<ISharedCondition>(cancellationToken) : mutex.CreateConditionAsync(cancellationToken);

    /// <summary>Makes a semaphore.</summary>
    /// <param name="initialCount">How many permits there are at first.</param>
    /// <param name="maximumCount">How many there may be, those included that are leased; <see langword="null"/> for no bound.</param>
    /// <param name="cancellationToken">Gives the creation up.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="initialCount"/> is negative or above the maximum, or <paramref name="maximumCount"/> is not positive.</exception>
    public ValueTask<ISharedSemaphore> SemaphoreAsync(int initialCount, int? maximumCount = null, CancellationToken cancellationToken = default) =>
        CreateAsync<ISharedSemaphore, (int, int)>((initialCount, maximumCount ?? int.MaxValue), cancellationToken);

    /// <summary>Makes a barrier.</summary>
    /// <param name="participantCount">How many have to arrive before any goes on.</param>
    /// <param name="cancellationToken">Gives the creation up.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="participantCount"/> is not positive.</exception>
    public ValueTask<ISharedBarrier> BarrierAsync(int participantCount, CancellationToken cancellationToken = default) =>
        CreateAsync<ISharedBarrier, int>(participantCount, cancellationToken);
}
