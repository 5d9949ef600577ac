using SharedObjects.Conformance.Tests.Backends;
using SharedObjects.Objects.Stack;

namespace SharedObjects.Conformance.Tests.Suites;

/// <summary>What every <see cref="ISharedStack{T}"/> promises, whatever is behind it.</summary>
public abstract class StackSuite(Backend backend)
{
    private const int Hang = 60_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Hang)]
    public Task The_last_item_leaves_first() => backend.RunAsync(async () =>
    {
        var stack = await StackAsync<string?>(5);
        Assert.Equal((0, 5, true, false), (stack.Count, stack.Capacity, stack.IsEmpty, stack.IsFull));
        await stack.PushAsync("a", Token);
        await stack.PushAsync(null, TimeSpan.Zero, Token);
        Assert.True(await stack.TryPushAsync("c", Token));
        await stack.PushRangeAsync(["d", "e"], Token);
        Assert.True(stack.IsFull);
        Assert.False(await stack.TryPushAsync("f", Token));
        Assert.False(await stack.TryPushRangeAsync(["f"], Token));
        Assert.Equal((true, "e"), await stack.TryPeekAsync(Token));
        Assert.Equal("e", await stack.PopAsync(Token));
        Assert.Equal((true, "d"), await stack.TryPopAsync(Token));
        Assert.Equal("c", await stack.PopAsync(TimeSpan.Zero, Token));
        Items.Are(await stack.PopRangeAsync(9, Token), null, "a");
        Assert.Equal((false, null), await stack.TryPopAsync(Token));
        Assert.Equal((false, null), await stack.TryPeekAsync(Token));
        Assert.Empty(await stack.TryPopRangeAsync(9, Token));
    });

    [Fact(Timeout = Hang)]
    public Task Waiters_are_served_in_the_order_in_which_they_came() => backend.RunAsync(async () =>
    {
        var stack = await StackAsync<int>(2);
        var first = stack.PopAsync(Token).AsTask();
        var second = stack.PopRangeAsync(2, Token).AsTask();
        Begun(stack);
        await stack.PushRangeAsync([1, 2], Token);
        Assert.Equal(2, await first);
        Items.Are(await second, 1);

        await stack.PushRangeAsync([1, 2], Token);
        var third = stack.PushAsync(3, Token).AsTask();
        var batch = stack.PushRangeAsync([4, 5], Token).AsTask();
        Begun(stack);
        Assert.False(third.IsCompleted);
        Assert.Equal(2, await stack.PopAsync(Token));
        await third;
        Assert.Equal((true, 3), await stack.TryPeekAsync(Token));
        Assert.Equal(3, await stack.PopAsync(Token));
        Assert.False(batch.IsCompleted);
        Assert.Equal(1, await stack.PopAsync(Token));
        await batch;
        Items.Are(await stack.PopRangeAsync(2, TimeSpan.Zero, Token), 5, 4);
    });

    [Fact(Timeout = Hang)]
    public Task A_wait_that_is_given_up_takes_and_leaves_nothing() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.SetsTheTime);
        var stack = await StackAsync<int>(1);
        using var cancellation = new CancellationTokenSource();
        var cancelled = stack.PopAsync(cancellation.Token).AsTask();
        var late = stack.PopAsync(TimeSpan.FromSeconds(1), Token).AsTask();
        Begun(stack);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        backend.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<TimeoutException>(() => late);
        await stack.PushAsync(1, Token);
        var putter = stack.PushAsync(2, TimeSpan.FromSeconds(1), Token).AsTask();
        Begun(stack);
        backend.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<TimeoutException>(() => putter);
        Assert.Equal(1, await stack.PopAsync(Token));
        Assert.True(stack.IsEmpty);
    });

    [Fact(Timeout = Hang)]
    public Task Bad_input_is_refused_and_changes_nothing() => backend.RunAsync(async () =>
    {
        Assert.Equal("capacity", (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await StackAsync<int>(0))).ParamName);
        Assert.Equal("capacity", (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await StackAsync<int>(-1))).ParamName);
        var stack = await StackAsync<int>(1);
        await stack.PushAsync(1, Token);
        Assert.Equal("items", (await Assert.ThrowsAsync<ArgumentException>(async () => await stack.PushRangeAsync([1, 2], Token))).ParamName);
        Assert.Equal("items", (await Assert.ThrowsAsync<ArgumentNullException>(async () => await stack.PushRangeAsync(null!, Token))).ParamName);
        Assert.Equal("atMost", (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await stack.PopRangeAsync(0, Token))).ParamName);
        Assert.Equal("timeout", (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await stack.PopAsync(TimeSpan.MinValue, Token))).ParamName);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await stack.TaskDoneAsync(Token));
        Assert.Equal((1, 1), (stack.Count, stack.UnfinishedCount));
    });

    [Fact(Timeout = Hang)]
    public Task It_is_joined_cleared_and_shut_down_like_a_queue() => backend.RunAsync(async () =>
    {
        var stack = await StackAsync<int>(null);
        await stack.PushRangeAsync([1, 2, 3], Token);
        var join = stack.JoinAsync(Token).AsTask();
        await stack.PopAsync(Token);
        Assert.Equal(2, await stack.ClearAsync(Token));
        Assert.Equal(1, stack.UnfinishedCount);
        await stack.TaskDoneAsync(Token);
        await join;
        await stack.JoinAsync(TimeSpan.Zero, Token);
        await stack.PushRangeAsync([4, 5], Token);
        await stack.ShutDownAsync(cancellationToken: Token);
        Assert.True(stack.IsShutDown);
        await Assert.ThrowsAsync<QueueShutDownException>(async () => await stack.PushAsync(6, Token));
        await Assert.ThrowsAsync<QueueShutDownException>(async () => await stack.TryPushRangeAsync([6], Token));
        Items.Are(await stack.PopRangeAsync(2, Token), 5, 4);
        await Assert.ThrowsAsync<QueueShutDownException>(async () => await stack.PopAsync(Token));
        await Assert.ThrowsAsync<QueueShutDownException>(async () => await stack.TryPopAsync(Token));

        var other = await StackAsync<int>(1);
        await other.PushAsync(1, Token);
        var putter = other.PushAsync(2, Token).AsTask();
        Begun(other);
        await other.ShutDownAsync(immediate: true, Token);
        await Assert.ThrowsAsync<QueueShutDownException>(() => putter);
        Assert.Equal((0, 0), (other.Count, other.UnfinishedCount));
    });

    [Fact(Timeout = Hang)]
    public Task A_session_that_ends_waits_no_more() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasSessions);
        var stack = await StackAsync<int>(1);
        var other = await backend.ConnectAsync();
        var theirs = await other.UseAsync(stack);
        var theirWait = theirs.PopAsync(Token).AsTask();
        Begun(theirs);
        var waiting = stack.PopAsync(Token).AsTask();
        Begun(stack);
        await other.DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => theirWait);
        await stack.PushAsync(1, Token);
        Assert.Equal(1, await waiting);
    });

    [Fact(Timeout = Hang)]
    public Task Proxies_can_be_pushed() => backend.RunAsync(async () =>
    {
        var inner = await StackAsync<int>(null);
        var outer = await StackAsync<ISharedStack<int>>(null);
        await outer.PushAsync(inner, Token);
        await (await outer.PopAsync(Token)).PushAsync(7, Token);
        Assert.Equal(7, await inner.PopAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task A_copy_has_the_same_items_and_nobody_waits() => backend.RunAsync(async () =>
    {
        var stack = await StackAsync<string?>(3);
        await stack.PushRangeAsync(["a", null, "c"], Token);
        var putter = stack.PushAsync("d", Token).AsTask();
        Begun(stack);
        var copy = await backend.CopyAsync(stack, static (state, time) => new StackReferent<string?>(state, time));
        Assert.Equal((3, 3, 3, false), (copy.Count, copy.Capacity, copy.UnfinishedCount, copy.IsShutDown));
        Items.Are(await copy.PopRangeAsync(9, Token), "c", null, "a");
        Assert.False(putter.IsCompleted);
        Assert.Equal("c", await stack.PopAsync(Token));
        await putter;
        await stack.ShutDownAsync(immediate: true, Token);
        Assert.True((await backend.CopyAsync(stack, static (state, time) => new StackReferent<string?>(state, time))).IsShutDown);
    });

    private static void Begun(ISharedBuffer stack) => _ = stack.Count;

    private ValueTask<ISharedStack<T>> StackAsync<T>(int? capacity) =>
        backend.MakeAsync<ISharedStack<T>>(manager => manager.StackAsync<T>(capacity, Token), time => new StackReferent<T>(capacity, time));
}
