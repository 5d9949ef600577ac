using SharedObjects.Conformance.Tests.Backends;

namespace SharedObjects.Conformance.Tests.Suites;

public abstract partial class QueueSuite
{
    [Fact(Timeout = Hang)]
    public Task After_a_shut_down_what_is_there_can_be_taken_and_nothing_put() => backend.RunAsync(async () =>
    {
        var queue = await backend.QueueAsync<int>(3);
        await queue.PutManyAsync([1, 2, 3], Token);
        var putter = queue.PutAsync(4, Token).AsTask();
        var batch = queue.PutManyAsync([5, 6], Token).AsTask();
        Begun(queue);
        Assert.False(queue.IsShutDown);
        await queue.ShutDownAsync(cancellationToken: Token);
        Assert.True(queue.IsShutDown);
        await Assert.ThrowsAsync<QueueShutDownException>(() => putter);
        await Assert.ThrowsAsync<QueueShutDownException>(() => batch);
        await RefusesToPut(queue);
        Assert.Equal(1, await queue.GetAsync(Token));
        await RefusesToPut(queue);
        Assert.Equal((true, 2), await queue.TryGetAsync(Token));
        Items.Are(await queue.GetManyAsync(9, Token), 3);
        await RefusesToGet(queue);
        Assert.Equal((false, 0), await queue.TryPeekAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task A_shut_down_ends_every_wait_for_an_item() => backend.RunAsync(async () =>
    {
        var queue = await backend.QueueAsync<int>();
        var getter = queue.GetAsync(Token).AsTask();
        var several = queue.GetManyAsync(2, Token).AsTask();
        var receiver = queue.ReceiveAsync(Token).AsTask();
        Begun(queue);
        await queue.ShutDownAsync(cancellationToken: Token);
        await Assert.ThrowsAsync<QueueShutDownException>(() => getter);
        await Assert.ThrowsAsync<QueueShutDownException>(() => several);
        await Assert.ThrowsAsync<QueueShutDownException>(() => receiver);
    });

    [Fact(Timeout = Hang)]
    public Task An_immediate_shut_down_drops_the_items_as_done() => backend.RunAsync(async () =>
    {
        var queue = await backend.QueueAsync<int>();
        await queue.PutManyAsync([1, 2, 3], Token);
        Assert.Equal(1, await queue.GetAsync(Token));
        var lease = (await queue.TryReceiveAsync(cancellationToken: Token))!;
        var join = queue.JoinAsync(Token).AsTask();
        Begun(queue);
        await queue.ShutDownAsync(immediate: true, Token);
        Assert.Equal(0, queue.Count);
        Assert.Equal(2, queue.UnfinishedCount);
        await RefusesToGet(queue);
        await RefusesToPut(queue);
        await lease.AbandonAsync();
        Assert.Equal(0, queue.Count);
        Assert.Equal(1, queue.UnfinishedCount);
        Assert.False(join.IsCompleted);
        await queue.TaskDoneAsync(Token);
        await join;
        await queue.ShutDownAsync(cancellationToken: Token);
        await RefusesToGet(queue);
    });

    [Fact(Timeout = Hang)]
    public Task A_graceful_shut_down_can_become_an_immediate_one() => backend.RunAsync(async () =>
    {
        var queue = await backend.QueueAsync<int>();
        await queue.PutManyAsync([1, 2], Token);
        var join = queue.JoinAsync(Token).AsTask();
        await queue.ShutDownAsync(cancellationToken: Token);
        Begun(queue);
        Assert.False(join.IsCompleted);
        await queue.ShutDownAsync(immediate: true, Token);
        await join;
        Assert.Equal(0, queue.UnfinishedCount);
    });

    [Fact(Timeout = Hang)]
    public Task Joining_waits_until_everything_that_was_put_is_done() => backend.RunAsync(async () =>
    {
        var queue = await backend.QueueAsync<int>();
        await queue.JoinAsync(Token);
        await queue.JoinAsync(TimeSpan.Zero, Token);
        await queue.PutManyAsync([1, 2], Token);
        Assert.Equal(2, queue.UnfinishedCount);
        var join = queue.JoinAsync(Token).AsTask();
        await Assert.ThrowsAsync<TimeoutException>(async () => await queue.JoinAsync(TimeSpan.Zero, Token));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await queue.TaskDoneAsync(Token));
        await queue.GetManyAsync(2, Token);
        Assert.Equal(2, queue.UnfinishedCount);
        await queue.TaskDoneAsync(Token);
        Assert.Equal(1, queue.UnfinishedCount);
        Begun(queue);
        Assert.False(join.IsCompleted);
        await queue.TaskDoneAsync(Token);
        await join;
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await queue.TaskDoneAsync(Token));
        Assert.Equal(0, queue.UnfinishedCount);
    });

    [Fact(Timeout = Hang)]
    public Task Joining_can_be_given_up() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.SetsTheTime);
        var queue = await backend.QueueAsync<int>();
        await queue.PutAsync(1, Token);
        using var cancellation = new CancellationTokenSource();
        var cancelled = queue.JoinAsync(cancellation.Token).AsTask();
        var late = queue.JoinAsync(TimeSpan.FromSeconds(1), Token).AsTask();
        Begun(queue);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        backend.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<TimeoutException>(() => late);
        Assert.Equal("timeout", (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await queue.JoinAsync(TimeSpan.MinValue, Token))).ParamName);
    });

    [Fact(Timeout = Hang)]
    public Task A_completed_lease_and_a_cleared_item_are_done_by_themselves() => backend.RunAsync(async () =>
    {
        var queue = await backend.QueueAsync<int>();
        await queue.PutManyAsync([1, 2, 3], Token);
        var join = queue.JoinAsync(Token).AsTask();
        var lease = (await queue.TryReceiveAsync(cancellationToken: Token))!;
        Assert.Equal(3, queue.UnfinishedCount);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await queue.TaskDoneAsync(Token));
        await lease.CompleteAsync();
        Assert.Equal(2, queue.UnfinishedCount);
        await queue.ClearAsync(Token);
        await join;
    });

    [Fact(Timeout = Hang)]
    public Task Whoever_joins_a_referent_that_goes_is_told() => backend.RunAsync(async () =>
    {
        if (backend.ReasonAgainst(Ability.HasProxies) is null)
        {
            Assert.Skip("Behind proxies a wait keeps its queue.");
        }

        var queue = await backend.QueueAsync<int>();
        await queue.PutAsync(1, Token);
        var join = queue.JoinAsync(Token).AsTask();
        await queue.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => join);
    });

    private static async Task RefusesToPut(ISharedQueue<int> queue)
    {
        await Assert.ThrowsAsync<QueueShutDownException>(async () => await queue.PutAsync(9, Token));
        await Assert.ThrowsAsync<QueueShutDownException>(async () => await queue.PutAsync(9, TimeSpan.Zero, Token));
        await Assert.ThrowsAsync<QueueShutDownException>(async () => await queue.TryPutAsync(9, Token));
        await Assert.ThrowsAsync<QueueShutDownException>(async () => await queue.PutManyAsync([9], Token));
        await Assert.ThrowsAsync<QueueShutDownException>(async () => await queue.TryPutManyAsync([9], Token));
        await Assert.ThrowsAsync<QueueShutDownException>(async () => await queue.RequeueDeadLettersAsync(1, Token));
    }

    private static async Task RefusesToGet(ISharedQueue<int> queue)
    {
        await Assert.ThrowsAsync<QueueShutDownException>(async () => await queue.GetAsync(Token));
        await Assert.ThrowsAsync<QueueShutDownException>(async () => await queue.GetAsync(TimeSpan.Zero, Token));
        await Assert.ThrowsAsync<QueueShutDownException>(async () => await queue.TryGetAsync(Token));
        await Assert.ThrowsAsync<QueueShutDownException>(async () => await queue.GetManyAsync(1, Token));
        await Assert.ThrowsAsync<QueueShutDownException>(async () => await queue.TryGetManyAsync(1, Token));
        await Assert.ThrowsAsync<QueueShutDownException>(async () => await queue.TryGetWithOriginAsync(Token));
        await Assert.ThrowsAsync<QueueShutDownException>(async () => await queue.TryReceiveAsync(cancellationToken: Token));
    }
}
