using SharedObjects.Calls;
using SharedObjects.Client;
using SharedObjects.Contracts;
using SharedObjects.Runtime.Tests.Support;
using SharedObjects.Server;
using SharedObjects.Server.Sessions;

namespace SharedObjects.Runtime.Tests.Client;

/// <summary>A lease and the proxy it is acquired through: whoever disposes the proxy while the grant is on its way loses no lease, and gets none that is not held.</summary>
public sealed class LeaseSourceTests
{
    private const int Hang = 60_000;

    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    private static readonly string[] Granting = ["EnterAsync", "ReenterAsync", "TakeLeaseAsync", "EnrolAsync"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = Hang)]
    [InlineData(false)]
    [InlineData(true)]
    public Task A_lock_is_held_though_its_proxy_was_disposed_meanwhile(bool tries) => HeldAsync<ISharedLock>(
        client => client.CreateAsync<ISharedLock>(),
        async mutex => tries ? await mutex.TryAcquireAsync(Long, Token) : await mutex.AcquireAsync(Token),
        static watched => watched.IsHeld);

    [Fact(Timeout = Hang)]
    public Task A_lock_is_entered_again_though_its_proxy_was_disposed_meanwhile() => HeldAsync<ISharedReentrantLock>(
        client => client.CreateAsync<ISharedReentrantLock>(),
        static async mutex =>
        {
            await using var first = await mutex.AcquireAsync(Token);
            return await mutex.AcquireAsync(first, Token);
        },
        static watched => watched.IsHeld,
        member: "ReenterAsync");

    [Theory(Timeout = Hang)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public Task A_reader_writer_lock_is_held_though_its_proxy_was_disposed_meanwhile(bool write, bool tries) => HeldAsync<ISharedReaderWriterLock>(
        client => client.CreateAsync<ISharedReaderWriterLock>(),
        async mutex => (write, tries) switch
        {
            (false, false) => await mutex.AcquireReaderAsync(Token),
            (false, true) => await mutex.TryAcquireReaderAsync(Long, Token),
            (true, false) => await mutex.AcquireWriterAsync(Token),
            (true, true) => await mutex.TryAcquireWriterAsync(Long, Token),
        },
        watched => write ? watched.IsWriteLockHeld : watched.CurrentReadCount == 1);

    [Theory(Timeout = Hang)]
    [InlineData(false)]
    [InlineData(true)]
    public Task Permits_are_held_though_the_proxy_was_disposed_meanwhile(bool tries) => HeldAsync<ISharedSemaphore>(
        static async client => Proxy<ISharedSemaphore>(await client.CreateAsync<ISharedSemaphore, (int, int?)>((3, 3), Token)),
        async semaphore => tries ? await semaphore.TryAcquireAsync(2, Long, Token) : await semaphore.AcquireAsync(2, Token),
        static watched => watched.CurrentCount == 1);

    [Fact(Timeout = Hang)]
    public Task A_conditions_lock_is_held_though_the_condition_was_disposed_meanwhile() => HeldAsync<ISharedCondition>(
        client => client.CreateAsync<ISharedCondition>(),
        static async condition => await condition.AcquireAsync(Token),
        static watched => watched.Lock.IsHeld);

    [Theory(Timeout = Hang)]
    [InlineData(false)]
    [InlineData(true)]
    public Task An_item_is_leased_though_the_queue_was_disposed_meanwhile(bool tries) => HeldAsync<ISharedQueue<int>>(
        static async client =>
        {
            var queue = await client.QueueAsync<int>();
            await queue.PutAsync(1, Token);
            return queue;
        },
        async queue => tries ? await queue.TryReceiveAsync(Long, Token) : await queue.ReceiveAsync(Token),
        static watched => watched.Count == 0);

    [Fact(Timeout = Hang)]
    public async Task A_participant_has_joined_though_its_proxy_was_disposed_meanwhile()
    {
        await using var manager = new TestManager();
        await using var watcher = await manager.ConnectAsync();
        var barrier = Proxy<ISharedBarrier>(await watcher.CreateAsync<ISharedBarrier, int>(1, Token));
        var (client, channel) = Connect(manager);
        await using var _ = client;
        var theirs = await client.AttachAsync(barrier);
        channel.Replied = member => member == "EnrolAsync" ? theirs.DisposeAsync() : ValueTask.CompletedTask;
        var membership = await theirs.JoinAsync(Token);
        await client.Manager.AcknowledgeAsync();
        Assert.True(membership.IsHeld);
        Assert.False(barrier.IsBroken);
        await membership.DisposeAsync();
        Assert.Equal(0, client.ReferenceCount);
        Assert.False(barrier.IsBroken);
    }

    [Fact(Timeout = Hang)]
    public async Task A_call_that_gets_no_lease_keeps_no_hold()
    {
        await using var manager = new TestManager();
        await using var client = await manager.ConnectAsync();
        var mutex = await client.CreateAsync<ISharedLock>();
        await using (await mutex.AcquireAsync(Token))
        {
            Assert.Null(await mutex.TryAcquireAsync(cancellationToken: Token));
            await Assert.ThrowsAsync<TimeoutException>(async () => await mutex.AcquireAsync(TimeSpan.Zero, Token));
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await mutex.AcquireAsync(TimeSpan.FromSeconds(-5), Token));
        }

        await mutex.DisposeAsync();
        Assert.Equal(0, client.ReferenceCount);
    }

    [Fact(Timeout = Hang)]
    public async Task A_disposed_proxy_is_not_revived()
    {
        await using var manager = new TestManager();
        await using var client = await manager.ConnectAsync();
        var mutex = await client.CreateAsync<ISharedLock>();
        var twin = await client.AttachAsync(mutex);
        await mutex.DisposeAsync();
        Assert.Throws<ObjectDisposedException>(() => ((IProxy)mutex).Duplicate());
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await mutex.AcquireAsync(Token));
        Assert.False(twin.IsHeld);
        Assert.True(Clients.HandleOf(twin).TryAddDuplicate());
        Clients.HandleOf(twin).RemoveProxy();
        await twin.DisposeAsync();
        Assert.False(Clients.HandleOf(twin).TryAddDuplicate());
        Assert.Equal(0, client.ReferenceCount);
    }

    /// <summary>Acquires something while its proxy is disposed between the grant's arrival and the lease, and looks at it from elsewhere.</summary>
    private static async Task HeldAsync<T>(Func<ClientSession, Task<T>> create, Func<T, ValueTask<Lease?>> acquire, Func<T, bool> isHeld, string? member = null)
        where T : ISharedObject
    {
        await using var manager = new TestManager();
        await using var watcher = await manager.ConnectAsync();
        var watched = await create(watcher);
        var (client, channel) = Connect(manager);
        await using var _ = client;
        var theirs = await client.AttachAsync(watched);
        Assert.False(isHeld(watched));
        channel.Replied = called => member is null ? Granting.Contains(called) ? theirs.DisposeAsync() : default : called == member ? theirs.DisposeAsync() : default;
        var lease = await acquire(theirs);
        Assert.NotNull(lease);

        // Whatever was given back has arrived after this.
        await client.Manager.AcknowledgeAsync();
        Assert.True(lease.IsHeld);
        Assert.True(isHeld(watched));
        await lease.ReleaseAsync();
        Assert.False(isHeld(watched));
        Assert.Equal(0, client.ReferenceCount);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await acquire(theirs));
    }

    private static (ClientSession Client, LateChannel Channel) Connect(TestManager manager)
    {
        var session = manager.Server.OpenSession(ManagerServer.CallerOf(Guid.NewGuid(), 1), repliesHere: false);
        var channel = new LateChannel(new LocalChannel(session));
        return (new ClientSession(channel, manager.Server.Serializer, address: null), channel);
    }

    private static T Proxy<T>(ObjectHandle handle) => Contract.Of<T>().CreateProxy<T>(handle);
}
