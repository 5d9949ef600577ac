using SharedObjects.Process.Tests.Death;
using SharedObjects.Process.Tests.Workers;

namespace SharedObjects.Process.Tests.Objects;

/// <summary>
/// What a process finds that goes on after it was stopped for longer than its session lives: others have what it had, what it waited for never comes to it, it is told so,
/// and it can change nothing. What the objects are then is the matter of <see cref="Scenes"/>.
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
    [Death(typeof(ISharedLock), DeathState.Silent)]
    public async Task The_lock_it_held_is_the_next_ones_and_nothing_it_guards_is_written_any_more()
    {
        await IsNextOwnersAsync(Held.Lock, nameof(Held.Lock));
        WasRefused("writes " + nameof(Held.Guarded));
        Assert.Equal((0, silenced.GuardedVersion), await Held.Guarded.GetWithVersionAsync(Token));
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedReentrantLock), DeathState.Silent)]
    public async Task The_reentrant_lock_it_held_is_the_next_ones() => await IsNextOwnersAsync(Held.ReentrantLock, nameof(Held.ReentrantLock));

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedCondition), DeathState.Silent)]
    public async Task The_lock_of_the_condition_it_held_is_the_next_ones() => await IsNextOwnersAsync(silenced.ConditionLock, nameof(Held.Condition));

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedReaderWriterLock), DeathState.Silent)]
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
    [Death(typeof(ISharedSemaphore), DeathState.Silent)]
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
    [Death(typeof(ISharedBarrier), DeathState.Silent)]
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
    [Death(typeof(ISharedQueue<>), DeathState.Silent)]
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
    [Death(typeof(ITopicSubscription<>), DeathState.Silent)]
    public async Task Its_subscription_is_gone_and_others_are_not()
    {
        WasRefused("waits for " + nameof(ISharedTopic<>));
        Assert.Equal(0, Held.Topic.SubscriberCount);
        await using var mine = await Held.Topic.SubscribeAsync(cancellationToken: Token);
        await Held.Topic.PublishAsync(1, Token);
        Assert.Equal(1, (await mine.ReadAsync(Token))!.Value.Item);
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedObject), DeathState.Silent)]
    public async Task The_object_it_was_the_last_to_hold_was_disposed()
    {
        WasRefused("uses " + nameof(Held.Tracked));
        await ProcFs.UntilAsync(() => File.Exists(silenced.DisposedPath));
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(IAsyncEnumerable<>), DeathState.Silent)]
    public async Task The_stream_it_read_has_ended()
    {
        WasRefused("waits for " + nameof(Walked.Stream));
        await silenced.Walked.Stream.EndedAsync(Token);
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedList<>), DeathState.Silent)]
    [Death(typeof(ISharedDictionary<,>), DeathState.Silent)]
    [Death(typeof(ISharedSet<>), DeathState.Silent)]
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

    [Fact(Timeout = Hang)]
    public void None_of_its_waits_was_served()
    {
        var waits = silenced.Said.Where(static said => said.Key.StartsWith("waits for ", StringComparison.Ordinal)).ToArray();
        Assert.Equal(SilentTargets.Waits, waits.Length);
        Assert.All(waits, static wait => Assert.Equal(
            wait.Key.EndsWith(nameof(Awaited.Notified), StringComparison.Ordinal) ? nameof(LeaseNotHeldException) : nameof(SessionEndedException),
            wait.Value));
    }

    [Fact(Timeout = Hang)]
    public void None_of_its_waits_is_left()
    {
        Assert.Equal((0, 0, 0, 0), (Awaited.Read.WaitingReadCount, Awaited.Written.WaitingWriteCount, Awaited.Semaphore.WaiterCount, Awaited.Notified.WaiterCount));
        Assert.Equal(0, silenced.After.WaitingCalls);
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
