using SharedObjects.Conformance.Tests.Backends;
using SharedObjects.Objects.Queue;

namespace SharedObjects.Conformance.Tests.Suites;

public abstract partial class QueueSuite
{
    [Fact(Timeout = Hang)]
    public Task A_lease_that_has_ended_says_so_to_its_holder() => backend.RunAsync(async () =>
    {
        var queue = await backend.QueueAsync<int>(new QueueOptions { LeaseDuration = TimeSpan.FromMilliseconds(20) });
        await queue.PutAsync(1, Token);
        var lease = await queue.ReceiveAsync(Token);
        var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (lease.LostToken.UnsafeRegister(static lost => ((TaskCompletionSource)lost!).SetResult(), lost))
        {
            await lost.Task;
        }

        Assert.False(lease.IsHeld);
    });

    [Fact(Timeout = Hang)]
    public Task A_received_item_is_gone_once_it_is_completed() => backend.RunAsync(async () =>
    {
        var queue = await backend.QueueAsync<string>();
        await queue.PutAsync("item", Token);
        var lease = await queue.ReceiveAsync(Token);
        Assert.Equal(("item", 1, true), (lease.Item, lease.DeliveryCount, lease.IsHeld));
        Assert.Equal(backend.ReasonAgainst(Ability.HasSessions) is null ? Environment.ProcessId : null, lease.Origin?.ProcessId);
        Assert.Equal(0, queue.Count);
        Assert.Null(await queue.TryReceiveAsync(cancellationToken: Token));
        await lease.CompleteAsync();
        Assert.False(lease.IsHeld);
        await lease.DisposeAsync();
        await Assert.ThrowsAsync<LeaseNotHeldException>(async () => await lease.CompleteAsync());
        await Assert.ThrowsAsync<LeaseNotHeldException>(async () => await lease.AbandonAsync());
        await Assert.ThrowsAsync<LeaseNotHeldException>(async () => await lease.ExtendAsync(TimeSpan.FromSeconds(1), Token));
        await Assert.ThrowsAsync<LeaseNotHeldException>(async () => await queue.CompleteLeaseAsync(lease.Number));
        await Assert.ThrowsAsync<LeaseNotHeldException>(async () => await queue.ReleaseLeaseAsync(lease.Number, abandoned: false));
        Assert.Equal((0, 0, 0), (queue.Count, queue.UnfinishedCount, queue.DeadLetterCount));
    });

    [Fact(Timeout = Hang)]
    public Task Items_come_back_to_their_old_places_whichever_way_and_in_whichever_order() => backend.RunAsync(async () =>
    {
        var queue = await backend.QueueAsync<int>();
        await queue.PutManyAsync([1, 2, 3, 4, 5, 6], Token);
        var leases = new List<QueueLease<int>>();
        for (var i = 0; i < 4; i++)
        {
            leases.Add(await queue.ReceiveAsync(Token));
        }

        await leases[1].AbandonAsync();
        await leases[3].DisposeAsync();
        await leases[0].ReleaseAsync();
        await queue.ReleaseLeaseAsync(leases[2].Number, abandoned: true);
        Assert.Equal(6, queue.Count);
        var again = await queue.ReceiveAsync(Token);
        Assert.Equal((1, 2), (again.Item, again.DeliveryCount));
        await again.AbandonAsync();
        Items.Are(await queue.GetManyAsync(9, Token), 1, 2, 3, 4, 5, 6);
        GC.KeepAlive(leases);
    });

    [Fact(Timeout = Hang)]
    public Task What_comes_back_goes_to_whoever_waits() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.ServesManyThreads);
        var queue = await backend.QueueAsync<int>(1);
        await queue.PutAsync(1, Token);
        var lease = await queue.ReceiveAsync(Token);
        await queue.PutAsync(2, Token);
        await lease.AbandonAsync();
        Assert.Equal(2, queue.Count);
        Assert.True(queue.IsFull);
        await using (var again = await queue.ReceiveAsync(TimeSpan.Zero, Token))
        {
            Assert.Equal((1, 2), (again.Item, again.DeliveryCount));
            Assert.Equal(2, await queue.GetAsync(Token));
            var waiting = queue.ReceiveAsync(Token).AsTask();
            Begun(queue);
            Assert.False(waiting.IsCompleted);
            await again.AbandonAsync();
            var third = await waiting;
            Assert.Equal((1, 3), (third.Item, third.DeliveryCount));
            await third.CompleteAsync();
        }

        await Assert.ThrowsAsync<TimeoutException>(async () => await queue.ReceiveAsync(TimeSpan.Zero, Token));
    });

    [Fact(Timeout = Hang)]
    public Task A_cancelled_receive_takes_nothing() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.ServesManyThreads);
        var queue = await backend.QueueAsync<int>();
        using var cancellation = new CancellationTokenSource();
        var cancelled = queue.ReceiveAsync(cancellation.Token).AsTask();
        Begun(queue);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        await queue.PutAsync(1, Token);
        Assert.Equal(1, queue.Count);
        Assert.Equal("timeout", (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await queue.ReceiveAsync(TimeSpan.MinValue, Token))).ParamName);
        Assert.Equal(1, (await queue.ReceiveAsync(Token)).DeliveryCount);
    });

    [Fact(Timeout = Hang)]
    public Task A_lease_ends_when_its_time_is_over_and_the_late_one_is_told() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.SetsTheTime);
        var queue = await backend.QueueAsync<int>();
        await queue.PutManyAsync([1, 2, 3], Token);
        var first = await queue.ReceiveAsync(Token);
        await PassAsync(TimeSpan.FromSeconds(1));
        var second = await queue.ReceiveAsync(Token);
        await PassAsync(TimeSpan.FromSeconds(59) - TimeSpan.FromTicks(1));
        Begun(queue);
        Assert.Equal(1, queue.Count);
        await PassAsync(TimeSpan.FromTicks(1));
        Assert.Equal(2, queue.Count);
        await Assert.ThrowsAsync<LeaseNotHeldException>(async () => await first.CompleteAsync());
        await PassAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(3, queue.Count);
        await Assert.ThrowsAsync<LeaseNotHeldException>(async () => await second.ExtendAsync(TimeSpan.FromHours(1), Token));
        await second.DisposeAsync();
        var again = await queue.ReceiveAsync(Token);
        Assert.Equal((1, 2), (again.Item, again.DeliveryCount));
        await again.CompleteAsync();
        Items.Are(await queue.GetManyAsync(9, Token), 2, 3);
    });

    [Fact(Timeout = Hang)]
    public Task An_item_whose_lease_ended_goes_to_whoever_waits() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.SetsTheTime);
        var queue = await backend.QueueAsync<int>(new QueueOptions { LeaseDuration = TimeSpan.FromMinutes(5) });
        await queue.PutAsync(1, Token);
        var lease = await queue.ReceiveAsync(Token);
        var waiting = queue.GetAsync(Token).AsTask();
        Begun(queue);
        await PassAsync(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        Begun(queue);
        Assert.False(waiting.IsCompleted);
        await PassAsync(TimeSpan.FromTicks(1));
        Assert.Equal(1, await waiting);
        GC.KeepAlive(lease);
    });

    [Fact(Timeout = Hang)]
    public Task A_lease_can_be_extended_and_shortened() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.SetsTheTime);
        var queue = await backend.QueueAsync<int>();
        await queue.PutManyAsync([1, 2], Token);
        var longer = await queue.ReceiveAsync(Token);
        var shorter = await queue.ReceiveAsync(Token);
        await longer.ExtendAsync(TimeSpan.FromMinutes(3), Token);
        await shorter.ExtendAsync(TimeSpan.FromSeconds(2), Token);
        await PassAsync(TimeSpan.FromSeconds(2));
        Assert.Equal(1, queue.Count);
        await PassAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(1, queue.Count);
        await longer.ExtendAsync(TimeSpan.FromMinutes(1), Token);
        await PassAsync(TimeSpan.FromSeconds(59));
        await longer.CompleteAsync();
        Items.Are(await queue.GetManyAsync(9, Token), 2);
        await PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(0, queue.Count);
        await shorter.DisposeAsync();
    });

    [Fact(Timeout = Hang)]
    public Task A_duration_that_is_none_is_refused_and_changes_nothing() => backend.RunAsync(async () =>
    {
        var queue = await backend.QueueAsync<int>();
        await queue.PutAsync(1, Token);
        await using var lease = await queue.ReceiveAsync(Token);
        foreach (var duration in new[] { TimeSpan.Zero, TimeSpan.FromTicks(-1), Timeout.InfiniteTimeSpan, TimeSpan.MaxValue })
        {
            Assert.Equal("duration", (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await lease.ExtendAsync(duration, Token))).ParamName);
            Assert.Equal("LeaseDuration", Assert.Throws<ArgumentOutOfRangeException>(() => new QueueOptions { LeaseDuration = duration }).ParamName);
        }

        Assert.Equal("MaximumDeliveryCount", Assert.Throws<ArgumentOutOfRangeException>(() => new QueueOptions { MaximumDeliveryCount = 0 }).ParamName);
        await lease.CompleteAsync();
    });

    [Theory(Timeout = Hang)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public Task An_item_that_came_back_as_often_as_it_may_is_a_dead_letter(int times) => backend.RunAsync(async () =>
    {
        var queue = await backend.QueueAsync<int>(times == 10 ? new QueueOptions() : new QueueOptions { MaximumDeliveryCount = times });
        await queue.PutManyAsync([1, 2], Token);
        var join = queue.JoinAsync(Token).AsTask();
        for (var time = 1; time <= times; time++)
        {
            Assert.Equal((2, 0), (queue.Count, queue.DeadLetterCount));
            var lease = await queue.ReceiveAsync(Token);
            Assert.Equal((1, time), (lease.Item, lease.DeliveryCount));
            await lease.AbandonAsync();
        }

        Assert.Equal((1, 1, 1), (queue.Count, queue.DeadLetterCount, queue.UnfinishedCount));
        await queue.GetAsync(Token);
        await queue.TaskDoneAsync(Token);
        await join;
        var letter = await queue.TryTakeDeadLetterAsync(Token);
        Assert.NotNull(letter);
        Assert.Equal((1, times), (letter.Item, letter.DeliveryCount));
        Assert.Equal(backend.ReasonAgainst(Ability.HasSessions) is null ? Environment.ProcessId : null, letter.Origin?.ProcessId);
        Assert.Null(await queue.TryTakeDeadLetterAsync(Token));
        Assert.Empty(await queue.TakeDeadLettersAsync(5, Token));
    });

    [Fact(Timeout = Hang)]
    public Task Dead_letters_can_be_put_back_to_their_places() => backend.RunAsync(async () =>
    {
        var queue = await backend.QueueAsync<int>(new QueueOptions { Capacity = 4, MaximumDeliveryCount = 1 });
        await queue.PutManyAsync([1, 2, 3, 4], Token);
        for (var i = 0; i < 3; i++)
        {
            await (await queue.ReceiveAsync(Token)).DisposeAsync();
        }

        Assert.Equal(3, queue.DeadLetterCount);
        Assert.Equal([1], (await queue.TakeDeadLettersAsync(1, Token)).Select(letter => letter.Item));
        Assert.Equal("atMost", (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await queue.TakeDeadLettersAsync(0, Token))).ParamName);
        Assert.Equal("atMost", (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await queue.RequeueDeadLettersAsync(0, Token))).ParamName);
        await queue.PutManyAsync([5, 6], Token);
        Assert.Equal(3, queue.UnfinishedCount);
        Assert.Equal(1, await queue.RequeueDeadLettersAsync(1, Token));
        Assert.Equal(1, await queue.RequeueDeadLettersAsync(cancellationToken: Token));
        Assert.Equal(0, await queue.RequeueDeadLettersAsync(cancellationToken: Token));
        Assert.Equal((5, 5), (queue.Count, queue.UnfinishedCount));
        var lease = await queue.ReceiveAsync(Token);
        Assert.Equal((2, 1), (lease.Item, lease.DeliveryCount));
        await lease.CompleteAsync();
        Items.Are(await queue.GetManyAsync(9, Token), 3, 4, 5, 6);
    });

    [Fact(Timeout = Hang)]
    public Task A_session_that_ends_gives_its_items_back_to_their_places_before_anybody_moves() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasSessions);
        var queue = await backend.QueueAsync<int>();
        var other = await backend.ConnectAsync();
        var theirs = await other.UseAsync(queue);
        await theirs.PutManyAsync([1, 2, 3, 4], Token);
        var leases = new[] { await theirs.ReceiveAsync(Token), await theirs.ReceiveAsync(Token), await theirs.ReceiveAsync(Token) };
        await leases[1].CompleteAsync();
        var mine = await queue.ReceiveAsync(Token);
        var theirWait = theirs.ReceiveAsync(Token).AsTask();
        Begun(theirs);
        var waiting = queue.ReceiveAsync(Token).AsTask();
        Begun(queue);
        await other.DisposeAsync();
        var again = await waiting;
        Assert.Equal((1, 2), (again.Item, again.DeliveryCount));
        Items.Are(await queue.GetManyAsync(9, Token), 3);
        Assert.Equal((4, true), (mine.Item, mine.IsHeld));
        Assert.True(leases[0].LostToken.IsCancellationRequested);
        await Assert.ThrowsAnyAsync<Exception>(() => theirWait);
        Assert.Equal(3, queue.UnfinishedCount);
        await mine.CompleteAsync();
        await again.CompleteAsync();
    });

    [Fact(Timeout = Hang)]
    public Task A_lease_of_another_session_is_not_ours() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasSessions);
        var queue = await backend.QueueAsync<int>();
        await using var other = await backend.ConnectAsync();
        var theirs = await other.UseAsync(queue);
        await queue.PutAsync(1, Token);
        await using var lease = await queue.ReceiveAsync(Token);
        await Assert.ThrowsAsync<LeaseNotHeldException>(async () => await theirs.CompleteLeaseAsync(lease.Number));
        await Assert.ThrowsAsync<LeaseNotHeldException>(async () => await theirs.ReleaseLeaseAsync(lease.Number, abandoned: false));
        await Assert.ThrowsAsync<LeaseNotHeldException>(async () => await theirs.ExtendLeaseAsync(lease.Number, TimeSpan.FromHours(1), Token));
        await lease.CompleteAsync();
    });

    [Fact(Timeout = Hang)]
    public Task A_copy_has_everything_back_and_goes_on() => backend.RunAsync(async () =>
    {
        var queue = await backend.QueueAsync<string?>(new QueueOptions { Capacity = 6, MaximumDeliveryCount = 2 });
        await queue.PutManyAsync(["dead", "leased", "taken", "four", null, "six"], Token);
        for (var i = 0; i < 2; i++)
        {
            await (await queue.ReceiveAsync(Token)).DisposeAsync();
        }

        var lease = await queue.ReceiveAsync(Token);
        Assert.Equal("taken", await queue.GetAsync(Token));
        await queue.PutManyAsync(["seven", "eight", "nine"], Token);
        var putter = queue.PutAsync("ten", Token).AsTask();
        var join = queue.JoinAsync(Token).AsTask();
        Begun(queue);
        await AsBeforeAsync();
        await queue.ShutDownAsync(cancellationToken: Token);
        await Assert.ThrowsAsync<QueueShutDownException>(() => putter);
        Assert.True((await CopyAsync(queue)).IsShutDown);
        Assert.False(join.IsCompleted);
        await lease.CompleteAsync();

        async Task AsBeforeAsync()
        {
            var copy = await CopyAsync(queue);
            Assert.Equal((6, 7, 8, 1, false), (copy.Capacity, copy.Count, copy.UnfinishedCount, copy.DeadLetterCount, copy.IsShutDown));
            var again = await copy.ReceiveAsync(Token);
            Assert.Equal(("leased", 2), (again.Item, again.DeliveryCount));
            Assert.Equal(lease.Origin?.ProcessId, again.Origin?.ProcessId);
            await again.AbandonAsync();
            Assert.Equal(2, copy.DeadLetterCount);
            Assert.Equal(2, await copy.RequeueDeadLettersAsync(cancellationToken: Token));
            Items.Are(await copy.GetManyAsync(9, Token), "dead", "leased", "four", null, "six", "seven", "eight", "nine");
            await copy.PutAsync("last", Token);
            Assert.Equal("last", await copy.GetAsync(Token));
            await copy.TaskDoneAsync(Token);
            Assert.Equal(6, queue.Count);
        }
    });

    /// <summary>Lets time pass, and what is due then happen.</summary>
    private async Task PassAsync(TimeSpan time)
    {
        backend.Advance(time);
        await Task.Yield();
    }

    private ValueTask<ISharedQueue<T>> CopyAsync<T>(ISharedQueue<T> queue) => backend.CopyAsync(queue, static (state, time) => new QueueReferent<T>(state, time));
}
