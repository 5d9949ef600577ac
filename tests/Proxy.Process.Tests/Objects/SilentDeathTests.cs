using SharedObjects.Process.Tests.Workers;

namespace SharedObjects.Process.Tests.Objects;

/// <summary>
/// What a process had that is stopped for longer than its session lives goes to others, what it waits for never comes to it, and when it goes on it is told so and can
/// change nothing.
/// </summary>
public sealed class SilentDeathTests(SilencedProcess silenced) : IClassFixture<SilencedProcess>
{
    private const int Hang = 120_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Held Held => silenced.Held;

    private Awaited Awaited => silenced.Awaited;

    [Fact(Timeout = Hang)]
    public async Task Nothing_of_the_process_is_left()
    {
        // Three walks, a stream and a subscription; then the object too that it was the last to hold.
        Assert.Equal((silenced.Before.Objects + 5, 2), (silenced.During.Objects, silenced.During.Sessions));
        await ProcFs.UntilAsync(() => File.Exists(silenced.DisposedPath));
        Assert.Equal((silenced.Before.Objects - 1, 0), (silenced.After.Objects, silenced.After.WaitingCalls));
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedLock), DeathState.StoppedPastTimeToLive)]
    public async Task The_lock_it_held_is_the_next_ones_and_nothing_it_guards_is_written_any_more()
    {
        await IsNextOwnersAsync(Held.Lock, nameof(Held.Lock));
        WasRefused("writes " + nameof(Held.Guarded));
        Assert.Equal((0, silenced.GuardedVersion), await Held.Guarded.GetWithVersionAsync(Token));
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedReentrantLock), DeathState.StoppedPastTimeToLive)]
    public async Task The_reentrant_lock_it_held_is_the_next_ones() => await IsNextOwnersAsync(Held.ReentrantLock, nameof(Held.ReentrantLock));

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedCondition), DeathState.StoppedPastTimeToLive)]
    public async Task The_lock_of_the_condition_it_held_is_the_next_ones() => await IsNextOwnersAsync(silenced.ConditionLock, nameof(Held.Condition));

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedReaderWriterLock), DeathState.StoppedPastTimeToLive)]
    public async Task The_lock_it_wrote_under_is_the_next_ones_and_the_one_it_read_under_has_lost_nobody()
    {
        WasLost(nameof(Held.Written));
        WasLost(nameof(Held.Read));
        var reader = Next<LockLease>(nameof(Held.Written));
        var writer = Next<LockLease>(nameof(Held.Read));
        Assert.Equal((true, true, 1L), (reader.IsHeld, reader.PreviousOwnerLost, reader.FencingToken));
        Assert.Equal((true, false, 1L), (writer.IsHeld, writer.PreviousOwnerLost, writer.FencingToken));
        Assert.Equal((1, false), (Held.Written.CurrentReadCount, Held.Written.IsWriteLockHeld));
        Assert.Equal((0, true), (Held.Read.CurrentReadCount, Held.Read.IsWriteLockHeld));
        await reader.ReleaseAsync();
        await writer.ReleaseAsync();
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedSemaphore), DeathState.StoppedPastTimeToLive)]
    public async Task The_permits_it_had_are_the_next_ones_and_come_back_once()
    {
        WasLost(nameof(Held.Semaphore));
        Assert.Equal(0, Held.Semaphore.CurrentCount);
        await Next<SemaphoreLease>(nameof(Held.Semaphore)).ReleaseAsync();
        Assert.Equal((2, 0), (Held.Semaphore.CurrentCount, Held.Semaphore.WaiterCount));
    }

    [Theory(Timeout = Hang)]
    [InlineData(true)]
    [InlineData(false)]
    [Death(typeof(ISharedBarrier), DeathState.StoppedPastTimeToLive)]
    public async Task The_barrier_it_had_joined_or_arrived_at_is_broken_and_can_be_used_again(bool joined)
    {
        var barrier = joined ? Held.Barrier : Awaited.Barrier;
        if (joined)
        {
            WasLost(nameof(Held.Barrier));
        }
        else
        {
            WasRefused("waits for " + nameof(Awaited.Barrier));
        }

        Assert.Equal((true, 0L), (barrier.IsBroken, barrier.CurrentPhaseNumber));
        await Assert.ThrowsAsync<BrokenBarrierException>(async () => await barrier.SignalAndWaitAsync(Token));
        await barrier.ResetAsync(Token);
        var indexes = await Task.WhenAll(barrier.SignalAndWaitAsync(Token).AsTask(), barrier.SignalAndWaitAsync(Token).AsTask());
        Assert.Equal([0, 1], indexes);
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedQueue<>), DeathState.StoppedPastTimeToLive)]
    public async Task The_item_it_had_leased_is_the_next_ones_and_it_cannot_complete_it()
    {
        WasLost(nameof(Held.Queue));
        var item = Next<QueueLease<int>>(nameof(Held.Queue));
        Assert.Equal((1, 2), (item.Item, item.DeliveryCount));
        Assert.Equal((1, 2), (Held.Queue.Count, Held.Queue.UnfinishedCount));
        await item.CompleteAsync();
        Assert.Equal((1, 1), (Held.Queue.Count, Held.Queue.UnfinishedCount));
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ITopicSubscription<>), DeathState.StoppedPastTimeToLive)]
    public async Task Its_subscription_is_gone_and_others_are_not()
    {
        WasRefused("waits for " + nameof(ISharedTopic<>));
        Assert.Equal(0, Held.Topic.SubscriberCount);
        await using var mine = await Held.Topic.SubscribeAsync(cancellationToken: Token);
        await Held.Topic.PublishAsync(1, Token);
        Assert.Equal(1, (await mine.ReadAsync(Token))!.Value.Item);
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedObject), DeathState.StoppedPastTimeToLive)]
    public async Task The_object_it_was_the_last_to_hold_was_disposed()
    {
        WasRefused("uses " + nameof(Held.Tracked));
        await ProcFs.UntilAsync(() => File.Exists(silenced.DisposedPath));
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(IAsyncEnumerable<>), DeathState.StoppedPastTimeToLive)]
    public async Task The_stream_it_read_has_ended()
    {
        WasRefused("waits for " + nameof(Walked.Stream));
        await silenced.Walked.Stream.EndedAsync(Token);
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedList<>), DeathState.StoppedPastTimeToLive)]
    [Death(typeof(ISharedDictionary<,>), DeathState.StoppedPastTimeToLive)]
    [Death(typeof(ISharedSet<>), DeathState.StoppedPastTimeToLive)]
    public async Task Its_walks_have_ended_and_what_it_walked_over_is_as_it_was()
    {
        WasRefused("walks " + nameof(Walked.List));
        WasRefused("walks " + nameof(Walked.Dictionary));
        WasRefused("walks " + nameof(Walked.Set));
        var numbers = Enumerable.Range(0, silenced.Walked.List.Count);
        Assert.Equal(numbers, await silenced.Walked.List.ToArrayAsync(Token));
        Assert.Equal(numbers, await silenced.Walked.Dictionary.ValuesAsync(Token));
        Assert.Equal(numbers, await silenced.Walked.Set.ToArrayAsync(Token));
    }

    [Theory(Timeout = Hang)]
    [InlineData(nameof(Awaited.Lock))]
    [InlineData(nameof(Awaited.ReentrantLock))]
    [Death(typeof(ISharedLock), DeathState.StoppedPastTimeToLive)]
    [Death(typeof(ISharedReentrantLock), DeathState.StoppedPastTimeToLive)]
    public async Task The_lock_it_waited_for_is_free_once_it_is_released(string name)
    {
        var mutex = name == nameof(Awaited.Lock) ? Awaited.Lock : Awaited.ReentrantLock;
        WasRefused("waits for " + name);
        await silenced.Mine[name].ReleaseAsync();
        Assert.False(mutex.IsHeld);
        await using var lease = await mutex.AcquireAsync(Token);
        Assert.Equal((2L, false), (lease.FencingToken, lease.PreviousOwnerLost));
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedReaderWriterLock), DeathState.StoppedPastTimeToLive)]
    public async Task The_lock_it_waited_to_read_or_to_write_under_lets_others_in()
    {
        WasRefused("waits for " + nameof(Awaited.Read));
        WasRefused("waits for " + nameof(Awaited.Written));
        Assert.Equal((0, 0), (Awaited.Read.WaitingReadCount, Awaited.Written.WaitingWriteCount));
        await silenced.Mine[nameof(Awaited.Read)].ReleaseAsync();
        Assert.Equal(0, Awaited.Read.CurrentReadCount);
        await using var second = await Awaited.Written.AcquireReaderAsync(Token);
        Assert.Equal(2, Awaited.Written.CurrentReadCount);
        await silenced.Mine[nameof(Awaited.Written)].ReleaseAsync();
        Assert.False(Awaited.Written.IsWriteLockHeld);
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedCondition), DeathState.StoppedPastTimeToLive)]
    public async Task The_condition_it_waited_for_and_the_one_it_waited_to_enter_have_forgotten_it()
    {
        WasRefused("waits for " + nameof(Awaited.Entered));
        Assert.Equal(nameof(LeaseNotHeldException), silenced.Said["waits for " + nameof(Awaited.Notified)]);
        await silenced.Mine[nameof(Awaited.Entered)].ReleaseAsync();
        Assert.False(Awaited.Entered.Lock.IsHeld);
        Assert.Equal(0, Awaited.Notified.WaiterCount);
        await using var lease = await Awaited.Notified.AcquireAsync(Token);
        Assert.False(lease.PreviousOwnerLost);
        Assert.Equal(0, await Awaited.Notified.NotifyAllAsync(lease, Token));
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedSemaphore), DeathState.StoppedPastTimeToLive)]
    public async Task The_permits_it_waited_for_are_there_for_others()
    {
        WasRefused("waits for " + nameof(Awaited.Semaphore));
        Assert.Equal((1, 0), (Awaited.Semaphore.CurrentCount, Awaited.Semaphore.WaiterCount));
        await silenced.Mine[nameof(Awaited.Semaphore)].ReleaseAsync();
        Assert.Equal(2, Awaited.Semaphore.CurrentCount);
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedEvent), DeathState.StoppedPastTimeToLive)]
    public async Task The_event_it_waited_for_can_be_set()
    {
        WasRefused("waits for " + nameof(Awaited.Event));
        Assert.False(Awaited.Event.IsSet);
        await Awaited.Event.SetAsync(Token);
        await Awaited.Event.WaitAsync(Token);
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedLatch), DeathState.StoppedPastTimeToLive)]
    public async Task The_latch_it_waited_for_can_be_signalled()
    {
        WasRefused("waits for " + nameof(Awaited.Latch));
        Assert.Equal(1, Awaited.Latch.CurrentCount);
        Assert.True(await Awaited.Latch.SignalAsync(cancellationToken: Token));
        await Awaited.Latch.WaitAsync(Token);
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedValue<>), DeathState.StoppedPastTimeToLive)]
    public async Task The_value_it_waited_for_can_be_changed()
    {
        WasRefused("waits for " + nameof(Awaited.Value));
        var (number, version) = await Awaited.Value.GetWithVersionAsync(Token);
        Assert.Equal(0, number);
        Assert.Equal(1, await Awaited.Value.AddAsync(1, Token));
        Assert.Equal((1, version + 1), await Awaited.Value.GetWithVersionAsync(Token));
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedQueue<>), DeathState.StoppedPastTimeToLive)]
    [Death(typeof(ISharedStack<>), DeathState.StoppedPastTimeToLive)]
    [Death(typeof(ISharedPriorityQueue<,>), DeathState.StoppedPastTimeToLive)]
    public async Task No_item_goes_to_it_that_comes_after_its_session()
    {
        var items = Awaited.Items;
        WasRefused("waits for " + nameof(items.Got));
        WasRefused("waits for " + nameof(items.Received));
        WasRefused("waits for " + nameof(items.Popped));
        WasRefused("waits for " + nameof(items.Dequeued));
        await items.Got.PutAsync(1, Token);
        await items.Received.PutAsync(2, Token);
        await items.Popped.PushAsync(3, Token);
        await items.Dequeued.EnqueueAsync(4, 4, Token);
        Assert.Equal((1, 1, 1, 1), (items.Got.Count, items.Received.Count, items.Popped.Count, items.Dequeued.Count));
        Assert.Equal(1, await items.Got.GetAsync(Token));
        await using var lease = await items.Received.ReceiveAsync(Token);
        Assert.Equal((2, 1), (lease.Item, lease.DeliveryCount));
        Assert.Equal(3, await items.Popped.PopAsync(Token));
        Assert.Equal((4, 4), await items.Dequeued.DequeueAsync(Token));
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedQueue<>), DeathState.StoppedPastTimeToLive)]
    [Death(typeof(ISharedStack<>), DeathState.StoppedPastTimeToLive)]
    [Death(typeof(ISharedPriorityQueue<,>), DeathState.StoppedPastTimeToLive)]
    public async Task What_there_was_no_room_for_was_never_put()
    {
        var items = Awaited.Items;
        WasRefused("waits for " + nameof(items.Put));
        WasRefused("waits for " + nameof(items.Pushed));
        WasRefused("waits for " + nameof(items.Enqueued));
        Assert.Equal(1, await items.Put.GetAsync(Token));
        Assert.Equal(1, await items.Pushed.PopAsync(Token));
        Assert.Equal((1, 1), await items.Enqueued.DequeueAsync(Token));
        Assert.Equal((0, 0, 0), (items.Put.Count, items.Pushed.Count, items.Enqueued.Count));
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedQueue<>), DeathState.StoppedPastTimeToLive)]
    public async Task The_work_it_waited_for_goes_on_and_ends()
    {
        var queue = Awaited.Items.Joined;
        WasRefused("waits for " + nameof(AwaitedItems.Joined));
        var join = queue.JoinAsync(Token);
        Assert.Equal(1, await queue.GetAsync(Token));
        await queue.TaskDoneAsync(Token);
        await join;
    }

    private async Task IsNextOwnersAsync(ISharedLock mutex, string name)
    {
        WasLost(name);
        var lease = Next<LockLease>(name);
        Assert.Equal((true, true, 2L), (lease.IsHeld, lease.PreviousOwnerLost, lease.FencingToken));
        var holder = await mutex.GetHolderAsync(Token);
        Assert.Equal((Environment.ProcessId, 2L), (holder!.Owner!.ProcessId, holder.FencingToken));
        await lease.ReleaseAsync();
        await using var next = await mutex.AcquireAsync(Token);
        Assert.Equal((false, 3L), (next.PreviousOwnerLost, next.FencingToken));
    }

    /// <summary>What this process was given of an object, before the other went on.</summary>
    private T Next<T>(string name)
        where T : Lease => Assert.IsType<T>(silenced.Next[name]);

    /// <summary>It knew that it had it no longer, and was not allowed to give it back.</summary>
    private void WasLost(string name)
    {
        Assert.Equal("lost", silenced.Said["has " + name]);
        WasRefused("gives back " + name);
    }

    private void WasRefused(string name) => Assert.Equal(nameof(SessionEndedException), silenced.Said[name]);
}
