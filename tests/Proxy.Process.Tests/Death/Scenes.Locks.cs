namespace SharedObjects.Process.Tests.Death;

// Locks, semaphores and conditions: what a process that died held is free, its successor knows of it, and no token comes twice.
internal static partial class Scenes
{
    private static IEnumerable<Scene> LocksHeld() =>
    [
        new HoldingScene<ISharedLock>("a lock", static manager => manager.LockAsync(), static async mutex => await mutex.AcquireAsync(), static async mutex =>
        {
            Assert.False(mutex.IsHeld);
            await LostAsync(await mutex.AcquireAsync(Token), token: 2);
            await FreeAsync(await mutex.AcquireAsync(Token), token: 3);
        }),
        new HoldingScene<ISharedReentrantLock>(
            "a reentrant lock, three times",
            static manager => manager.ReentrantLockAsync(),
            static async mutex =>
            {
                var lease = await mutex.AcquireAsync();
                return new[] { lease, await mutex.AcquireAsync(lease), await mutex.AcquireAsync(lease) };
            },
            static async mutex =>
            {
                Assert.False(mutex.IsHeld);
                await LostAsync(await mutex.AcquireAsync(Token), token: 2);
                await FreeAsync(await mutex.AcquireAsync(Token), token: 3);
            }),
        new HoldingScene<ISharedReaderWriterLock>("a write lock", static manager => manager.ReaderWriterLockAsync(), static async mutex => await mutex.AcquireWriterAsync(), static async mutex =>
        {
            Assert.False(mutex.IsWriteLockHeld);
            await using var reader = await mutex.AcquireReaderAsync(Token);
            Assert.True(reader.PreviousOwnerLost);
        }),
        new HoldingScene<ISharedReaderWriterLock>("a read lock", static manager => manager.ReaderWriterLockAsync(), static async mutex => await mutex.AcquireReaderAsync(), static async mutex =>
        {
            Assert.Equal(0, mutex.CurrentReadCount);
            await using var writer = await mutex.AcquireWriterAsync(Token);
            Assert.False(writer.PreviousOwnerLost);
        }),
        new HoldingScene<ISharedSemaphore>("two permits of three", static manager => manager.SemaphoreAsync(3, 3), static async semaphore => await semaphore.AcquireAsync(2), static async semaphore =>
        {
            Assert.Equal(3, semaphore.CurrentCount);
            await Assert.ThrowsAsync<SemaphoreFullException>(async () => await semaphore.ReleaseAsync(1, Token));
        }),
        new HoldingScene<ISharedCondition>("the lock of a condition", static manager => manager.ConditionAsync(), static async condition => await condition.AcquireAsync(), static async condition =>
        {
            await LostAsync(await condition.AcquireAsync(Token), token: 2);
            Assert.False(condition.Lock.IsHeld);
        }),
    ];

    private static IEnumerable<Scene> LocksAwaited() =>
    [
        LockAwaited("a lock", static manager => manager.LockAsync(Token)),
        LockAwaited("a reentrant lock", static manager => manager.ReentrantLockAsync(Token)),
        new WaitingScene<ISharedReaderWriterLock, LockLease>(
            "a write lock",
            static async manager => await manager.ReaderWriterLockAsync(Token) is var mutex ? (mutex, await mutex.AcquireReaderAsync(Token)) : default,
            static mutex => Begun(mutex.AcquireWriterAsync()),
            static async (_, held) => await held.ReleaseAsync(),
            static async (mutex, held, granted) =>
            {
                Assert.Equal((0, false, granted ? 0 : 1), (mutex.WaitingWriteCount, mutex.IsWriteLockHeld, mutex.CurrentReadCount));
                await using var reader = await mutex.AcquireReaderAsync(Token);
                Assert.False(reader.PreviousOwnerLost);
                await held.DisposeAsync();
            }),
        new WaitingScene<ISharedReaderWriterLock, LockLease>(
            "a read lock",
            static async manager => await manager.ReaderWriterLockAsync(Token) is var mutex ? (mutex, await mutex.AcquireWriterAsync(Token)) : default,
            static mutex => Begun(mutex.AcquireReaderAsync()),
            static async (_, held) => await held.ReleaseAsync(),
            static async (mutex, held, granted) =>
            {
                Assert.Equal((0, !granted, 0), (mutex.WaitingReadCount, mutex.IsWriteLockHeld, mutex.CurrentReadCount));
                await held.DisposeAsync();
                await using var writer = await mutex.AcquireWriterAsync(Token);
                Assert.False(writer.PreviousOwnerLost);
            }),
        new WaitingScene<ISharedSemaphore, SemaphoreLease>(
            "three permits",
            static async manager => await manager.SemaphoreAsync(3, 3, Token) is var semaphore ? (semaphore, await semaphore.AcquireAsync(Token)) : default,
            static semaphore => Begun(semaphore.AcquireAsync(3)),
            static async (_, held) => await held.ReleaseAsync(),
            static async (semaphore, held, granted) =>
            {
                Assert.Equal((granted ? 3 : 2, 0), (semaphore.CurrentCount, semaphore.WaiterCount));
                await held.DisposeAsync();
                Assert.Equal(3, semaphore.CurrentCount);
            }),
        new WaitingScene<ISharedCondition, bool>(
            "a condition",
            static async manager => (await manager.ConditionAsync(cancellationToken: Token), false),
            static async condition =>
            {
                var lease = await condition.AcquireAsync();
                return condition.WaitAsync(lease).AsTask();
            },
            static async (condition, _) =>
            {
                await using var notifier = await condition.AcquireAsync(Token);
                Assert.Equal(1, await condition.NotifyAsync(notifier, cancellationToken: Token));
            },
            static async (condition, _, granted) =>
            {
                Assert.Equal((0, false), (condition.WaiterCount, condition.Lock.IsHeld));
                await using var lease = await condition.AcquireAsync(Token);
                Assert.False(lease.PreviousOwnerLost);
                Assert.Equal(granted ? 4 : 2, lease.FencingToken);
                Assert.Equal(0, await condition.NotifyAllAsync(lease, Token));
            }),
    ];

    private static WaitingScene<T, LockLease> LockAwaited<T>(string name, Func<SharedManager, ValueTask<T>> make)
        where T : class, ISharedLock => new(
        name,
        async manager => await make(manager) is var mutex ? (mutex, await mutex.AcquireAsync(Token)) : default,
        static mutex => Begun(mutex.AcquireAsync()),
        static async (_, held) => await held.ReleaseAsync(),
        static async (mutex, held, granted) =>
        {
            Assert.Equal(!granted, mutex.IsHeld);
            await held.DisposeAsync();
            await FreeAsync(await mutex.AcquireAsync(Token), token: granted ? 3 : 2);
        });

    private static async Task LostAsync(LockLease lease, long token)
    {
        Assert.Equal((true, token), (lease.PreviousOwnerLost, lease.FencingToken));
        await lease.ReleaseAsync();
    }

    private static async Task FreeAsync(LockLease lease, long token)
    {
        Assert.Equal((false, token), (lease.PreviousOwnerLost, lease.FencingToken));
        await lease.ReleaseAsync();
    }
}
