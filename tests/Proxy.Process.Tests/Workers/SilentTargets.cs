namespace SharedObjects.Process.Tests.Workers;

/// <summary>What a process has before it is stopped.</summary>
public sealed record Held(
    ISharedLock Lock,
    ISharedReentrantLock ReentrantLock,
    ISharedReaderWriterLock Read,
    ISharedReaderWriterLock Written,
    ISharedCondition Condition,
    ISharedSemaphore Semaphore,
    ISharedBarrier Barrier,
    ISharedQueue<int> Queue,
    ISharedTopic<int> Topic,
    ITracked Tracked,
    ISharedValue<long> Guarded);

/// <summary>What it waits for.</summary>
public sealed record Awaited(
    ISharedLock Lock,
    ISharedReentrantLock ReentrantLock,
    ISharedReaderWriterLock Read,
    ISharedReaderWriterLock Written,
    ISharedCondition Entered,
    ISharedCondition Notified,
    ISharedSemaphore Semaphore,
    ISharedEvent Event,
    ISharedLatch Latch,
    ISharedBarrier Barrier,
    ISharedValue<int> Value,
    AwaitedItems Items);

/// <summary>The items, the room and the end of work it waits for.</summary>
public sealed record AwaitedItems(
    ISharedQueue<int> Got,
    ISharedQueue<int> Received,
    ISharedQueue<int> Put,
    ISharedQueue<int> Joined,
    ISharedStack<int> Popped,
    ISharedStack<int> Pushed,
    ISharedPriorityQueue<int, int> Dequeued,
    ISharedPriorityQueue<int, int> Enqueued);

/// <summary>What it reads one item of.</summary>
public sealed record Walked(ISharedList<int> List, ISharedDictionary<int, int> Dictionary, ISharedSet<int> Set, IWatched<string> Stream);

/// <summary>What a process does that is to be stopped for longer than its session lives.</summary>
public static class SilentTargets
{
    /// <summary>How many of its calls wait.</summary>
    public const int Waits = 21;

    /// <summary>Takes hold of all there is, waits for all there is to wait for, and when its session is over says by name what becomes of each when it goes on with it.</summary>
    [WorkerTarget]
    public static async Task OccupyAsync(Held held, Awaited awaited, Walked walked, ISharedQueue<(string Name, string Outcome)> said, ISharedQueue<string> report)
    {
        var mutex = await held.Lock.AcquireAsync();
        var outer = await held.ReentrantLock.AcquireAsync();
        var inner = await held.ReentrantLock.AcquireAsync(outer);
        var reader = await held.Read.AcquireReaderAsync();
        var writer = await held.Written.AcquireWriterAsync();
        var condition = await held.Condition.AcquireAsync();
        var permits = await held.Semaphore.AcquireAsync(2);
        var member = await held.Barrier.JoinAsync();
        var item = await held.Queue.ReceiveAsync();
        var subscription = await held.Topic.SubscribeAsync();
        var parked = await awaited.Notified.AcquireAsync();
        var items = walked.List.EnumerateAsync().GetAsyncEnumerator();
        var entries = walked.Dictionary.EnumerateAsync().GetAsyncEnumerator();
        var members = walked.Set.EnumerateSnapshotAsync().GetAsyncEnumerator();
        var stream = walked.Stream.WaitAsync("item").GetAsyncEnumerator();
        while (!(await items.MoveNextAsync() && await entries.MoveNextAsync() && await members.MoveNextAsync() && await stream.MoveNextAsync()))
        {
            throw new InvalidOperationException("There is nothing to walk over.");
        }

        (string Name, Task Wait)[] waits =
        [
            (nameof(Awaited.Lock), awaited.Lock.AcquireAsync().AsTask()),
            (nameof(Awaited.ReentrantLock), awaited.ReentrantLock.AcquireAsync().AsTask()),
            (nameof(Awaited.Read), awaited.Read.AcquireReaderAsync().AsTask()),
            (nameof(Awaited.Written), awaited.Written.AcquireWriterAsync().AsTask()),
            (nameof(Awaited.Entered), awaited.Entered.AcquireAsync().AsTask()),
            (nameof(Awaited.Notified), awaited.Notified.WaitAsync(parked).AsTask()),
            (nameof(Awaited.Semaphore), awaited.Semaphore.AcquireAsync(2).AsTask()),
            (nameof(Awaited.Event), awaited.Event.WaitAsync().AsTask()),
            (nameof(Awaited.Latch), awaited.Latch.WaitAsync().AsTask()),
            (nameof(Awaited.Barrier), awaited.Barrier.SignalAndWaitAsync().AsTask()),
            (nameof(Awaited.Value), awaited.Value.WaitForChangeAsync((await awaited.Value.GetWithVersionAsync()).Version).AsTask()),
            (nameof(AwaitedItems.Got), awaited.Items.Got.GetAsync().AsTask()),
            (nameof(AwaitedItems.Received), awaited.Items.Received.ReceiveAsync().AsTask()),
            (nameof(AwaitedItems.Put), awaited.Items.Put.PutAsync(100).AsTask()),
            (nameof(AwaitedItems.Joined), awaited.Items.Joined.JoinAsync().AsTask()),
            (nameof(AwaitedItems.Popped), awaited.Items.Popped.PopAsync().AsTask()),
            (nameof(AwaitedItems.Pushed), awaited.Items.Pushed.PushAsync(100).AsTask()),
            (nameof(AwaitedItems.Dequeued), awaited.Items.Dequeued.DequeueAsync().AsTask()),
            (nameof(AwaitedItems.Enqueued), awaited.Items.Enqueued.EnqueueAsync(100, 100).AsTask()),
            (nameof(Walked.Stream), stream.MoveNextAsync().AsTask()),
            (nameof(ISharedTopic<>), subscription.ReadAsync().AsTask()),
        ];
        await report.PutAsync("ready");
        var over = new TaskCompletionSource();
        await using var registration = held.Lock.Lost.Register(over.SetResult);
        await over.Task;
        foreach (var (name, wait) in waits)
        {
            await SayAsync("waits for " + name, wait);
        }

        (string Name, Lease Lease, Func<ValueTask> Release)[] leases =
        [
            (nameof(Held.Lock), mutex, mutex.ReleaseAsync),
            (nameof(Held.ReentrantLock), inner, inner.ReleaseAsync),
            (nameof(Held.Read), reader, reader.ReleaseAsync),
            (nameof(Held.Written), writer, writer.ReleaseAsync),
            (nameof(Held.Condition), condition, condition.ReleaseAsync),
            (nameof(Held.Semaphore), permits, permits.ReleaseAsync),
            (nameof(Held.Barrier), member, member.ReleaseAsync),
            (nameof(Held.Queue), item, item.CompleteAsync),
        ];
        foreach (var (name, lease, release) in leases)
        {
            await said.PutAsync(("has " + name, lease.IsHeld ? "held" : "lost"));
            await SayAsync("gives back " + name, release().AsTask());
        }

        await SayAsync("writes " + nameof(Held.Guarded), held.Guarded.SetAsync(mutex.FencingToken).AsTask());
        await SayAsync("uses " + nameof(Held.Tracked), held.Tracked.PingAsync().AsTask());
        await SayAsync("walks " + nameof(Walked.List), ToEndAsync(items));
        await SayAsync("walks " + nameof(Walked.Dictionary), ToEndAsync(entries));
        await SayAsync("walks " + nameof(Walked.Set), ToEndAsync(members));
        await report.PutAsync("said");
        await Victim.ForEverAsync();
        GC.KeepAlive(outer);

        static async Task ToEndAsync<T>(IAsyncEnumerator<T> walk)
        {
            while (await walk.MoveNextAsync())
            {
                // What came with the first item is here; the rest is not.
            }
        }

        async Task SayAsync(string name, Task call)
        {
            try
            {
                await call;
                await said.PutAsync((name, "done"));
            }
            catch (SharedObjectException exception)
            {
                await said.PutAsync((name, exception.GetType().Name));
            }
        }
    }
}
