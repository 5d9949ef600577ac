using System.Numerics;
using SharedObjects.Conformance.Tests.Backends;
using SharedObjects.Conformance.Tests.Elements;
using SharedObjects.Objects.PriorityQueue;

namespace SharedObjects.Conformance.Tests.Suites;

/// <summary>What every <see cref="ISharedPriorityQueue{TItem, TPriority}"/> promises, whatever is behind it.</summary>
public abstract class PriorityQueueSuite(Backend backend)
{
    private const int Hang = 60_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Hang)]
    public Task The_lowest_priority_leaves_first_and_of_equals_the_first() => backend.RunAsync(async () =>
    {
        var queue = await QueueAsync<string?, int>(6);
        Assert.Equal((0, 6, true, false), (queue.Count, queue.Capacity, queue.IsEmpty, queue.IsFull));
        await queue.EnqueueAsync("c", 2, Token);
        await queue.EnqueueAsync("a", -5, TimeSpan.Zero, Token);
        Assert.True(await queue.TryEnqueueAsync(null, 2, Token));
        await queue.EnqueueRangeAsync([("e", 2), ("b", 1), ("z", int.MaxValue)], Token);
        Assert.True(queue.IsFull);
        Assert.False(await queue.TryEnqueueAsync("x", 0, Token));
        Assert.False(await queue.TryEnqueueRangeAsync([("x", 0)], Token));
        Assert.Equal((true, "a", -5), await queue.TryPeekAsync(Token));
        Assert.Equal(("a", -5), await queue.DequeueAsync(Token));
        Assert.Equal((true, "b", 1), await queue.TryDequeueAsync(Token));
        Assert.Equal(("c", 2), await queue.DequeueAsync(TimeSpan.Zero, Token));
        Items.Are(await queue.DequeueRangeAsync(2, Token), (null, 2), ("e", 2));
        Items.Are(await queue.TryDequeueRangeAsync(2, Token), ("z", int.MaxValue));
        Assert.Equal((false, null, 0), await queue.TryDequeueAsync(Token));
        Assert.Equal((false, null, 0), await queue.TryPeekAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task What_has_an_order_can_be_a_priority() => backend.RunAsync(async () =>
    {
        await InOrder(-1.5, 0, 2.25);
        await InOrder(TimeSpan.FromSeconds(-1), TimeSpan.Zero, TimeSpan.FromDays(1));
        await InOrder(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc));
        await InOrder<int?>(null, -1, 1);
        await InOrder(Colour.Red, Colour.None, Colour.Green);
        await InOrder((1, 2L), (1, 3L), (2, 0L));
        await InOrder(1m, 1.5m, 20m);
        await InOrder(-BigInteger.Pow(2, 100), -1, 5, BigInteger.Pow(2, 200));
        await InOrder((1, -BigInteger.Pow(2, 100)), (1, 5), (1, BigInteger.Pow(2, 200)), (2, BigInteger.Zero));
    });

    [Fact(Timeout = Hang)]
    public Task A_priority_whose_later_part_has_no_order_is_refused_also_where_the_first_decides() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.Encodes);
        // Made past the check of the method for it, as any client can.
        var queue = await backend.Manager.CreateAsync<ISharedPriorityQueue<string, (int, byte[]?)>, int?>(2, Token);
        await queue.EnqueueAsync("a", (0, null), Token);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await queue.EnqueueAsync("b", (1, [1]), Token));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await queue.EnqueueRangeAsync([("c", (2, null)), ("d", (3, [1]))], Token));
        Assert.Equal((1, 1), (queue.Count, queue.UnfinishedCount));
        await queue.EnqueueAsync("b", (1, null), Token);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await queue.EnqueueAsync("waits", (1, [2]), Token));
        Items.Are(await queue.DequeueRangeAsync(9, Token), ("a", (0, null)), ("b", (1, null)));
    });

    [Fact(Timeout = Hang)]
    public Task Strings_are_ordered_by_their_characters() => backend.RunAsync(() => InOrder("", "B", "Z", "a", "b-b", "bb", "z", "ä"));

    [Fact(Timeout = Hang)]
    public Task What_has_no_order_is_refused_before_anything_is_changed() => backend.RunAsync(async () =>
    {
        if (backend.ReasonAgainst(Ability.HasProxies) is null)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await backend.Manager.PriorityQueueAsync<int, Settings>(cancellationToken: Token));
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await backend.Manager.PriorityQueueAsync<int, object>(cancellationToken: Token));
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await backend.Manager.PriorityQueueAsync<int, Version>(cancellationToken: Token));
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await backend.Manager.PriorityQueueAsync<int, byte[]>(cancellationToken: Token));
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await backend.Manager.PriorityQueueAsync<int, (int, Settings)>(cancellationToken: Token));
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await backend.Manager.PriorityQueueAsync<int, Claimed>(cancellationToken: Token));
        }

        if (backend.ReasonAgainst(Ability.HasProxies) is not null)
        {
            var plain = new PriorityQueueReferent<int, Span2>((int?)null, TimeProvider.System);
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await plain.EnqueueAsync(1, new Span2(1, 2), Token));
            Assert.Equal(0, plain.Count);
        }
    });

    [Fact(Timeout = Hang)]
    public Task Waiters_are_served_in_the_order_in_which_they_came() => backend.RunAsync(async () =>
    {
        var queue = await QueueAsync<int, int>(2);
        var first = queue.DequeueAsync(Token).AsTask();
        var second = queue.DequeueRangeAsync(2, Token).AsTask();
        Begun(queue);
        await queue.EnqueueRangeAsync([(1, 9), (2, 8)], Token);
        Assert.Equal((2, 8), await first);
        Items.Are(await second, (1, 9));

        await queue.EnqueueRangeAsync([(1, 5), (2, 6)], Token);
        var late = queue.EnqueueAsync(3, 7, Token).AsTask();
        var urgent = queue.EnqueueAsync(4, 0, Token).AsTask();
        Begun(queue);
        Assert.Equal((1, 5), await queue.DequeueAsync(Token));
        await late;
        Assert.False(urgent.IsCompleted);
        Assert.Equal((2, 6), await queue.DequeueAsync(Token));
        await urgent;
        Items.Are(await queue.DequeueRangeAsync(2, TimeSpan.Zero, Token), (4, 0), (3, 7));
    });

    [Fact(Timeout = Hang)]
    public Task A_wait_that_is_given_up_takes_and_leaves_nothing() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.SetsTheTime);
        var queue = await QueueAsync<int, int>(1);
        using var cancellation = new CancellationTokenSource();
        var cancelled = queue.DequeueAsync(cancellation.Token).AsTask();
        var late = queue.DequeueAsync(TimeSpan.FromSeconds(1), Token).AsTask();
        Begun(queue);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        backend.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<TimeoutException>(() => late);
        await queue.EnqueueAsync(1, 1, Token);
        var putter = queue.EnqueueAsync(2, 0, TimeSpan.FromSeconds(1), Token).AsTask();
        Begun(queue);
        backend.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<TimeoutException>(() => putter);
        Assert.Equal((1, 1), await queue.DequeueAsync(Token));
        Assert.True(queue.IsEmpty);
    });

    [Fact(Timeout = Hang)]
    public Task Bad_input_is_refused_and_changes_nothing() => backend.RunAsync(async () =>
    {
        Assert.Equal("capacity", (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await QueueAsync<int, int>(0))).ParamName);
        var queue = await QueueAsync<int, int>(1);
        await queue.EnqueueAsync(1, 1, Token);
        Assert.Equal("items", (await Assert.ThrowsAsync<ArgumentException>(async () => await queue.EnqueueRangeAsync([(1, 1), (2, 2)], Token))).ParamName);
        Assert.Equal("items", (await Assert.ThrowsAsync<ArgumentNullException>(async () => await queue.EnqueueRangeAsync(null!, Token))).ParamName);
        Assert.Equal("atMost", (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await queue.DequeueRangeAsync(0, Token))).ParamName);
        Assert.Equal("timeout", (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await queue.DequeueAsync(TimeSpan.MinValue, Token))).ParamName);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await queue.TaskDoneAsync(Token));
        Assert.Equal((1, 1), (queue.Count, queue.UnfinishedCount));
    });

    [Fact(Timeout = Hang)]
    public Task It_is_joined_cleared_and_shut_down_like_a_queue() => backend.RunAsync(async () =>
    {
        var queue = await QueueAsync<int, int>(null);
        await queue.EnqueueRangeAsync([(1, 1), (2, 2), (3, 3)], Token);
        var join = queue.JoinAsync(Token).AsTask();
        await queue.DequeueAsync(Token);
        Assert.Equal(2, await queue.ClearAsync(Token));
        Assert.Equal(1, queue.UnfinishedCount);
        await queue.TaskDoneAsync(Token);
        await join;
        await queue.EnqueueAsync(4, 4, Token);
        await queue.ShutDownAsync(cancellationToken: Token);
        await Assert.ThrowsAsync<QueueShutDownException>(async () => await queue.EnqueueAsync(6, 6, Token));
        Assert.Equal((4, 4), await queue.DequeueAsync(Token));
        await Assert.ThrowsAsync<QueueShutDownException>(async () => await queue.DequeueAsync(Token));
        Assert.True(queue.IsShutDown);
    });

    [Fact(Timeout = Hang)]
    public Task A_session_that_ends_waits_no_more() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasSessions);
        var queue = await QueueAsync<int, int>(1);
        var other = await backend.ConnectAsync();
        var theirs = await other.UseAsync(queue);
        var theirWait = theirs.DequeueAsync(Token).AsTask();
        Begun(theirs);
        var waiting = queue.DequeueAsync(Token).AsTask();
        Begun(queue);
        await other.DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => theirWait);
        await queue.EnqueueAsync(1, 1, Token);
        Assert.Equal((1, 1), await waiting);
    });

    [Fact(Timeout = Hang)]
    public Task Proxies_can_be_items() => backend.RunAsync(async () =>
    {
        var inner = await QueueAsync<int, int>(null);
        var outer = await QueueAsync<ISharedPriorityQueue<int, int>, string>(null);
        await outer.EnqueueAsync(inner, "a", Token);
        await (await outer.DequeueAsync(Token)).Item.EnqueueAsync(7, 1, Token);
        Assert.Equal((7, 1), await inner.DequeueAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task A_copy_has_the_same_items_and_nobody_waits() => backend.RunAsync(async () =>
    {
        var queue = await QueueAsync<string?, int>(4);
        await queue.EnqueueRangeAsync([("b", 2), (null, 1), ("c", 2), ("d", 2)], Token);
        var putter = queue.EnqueueAsync("x", 0, Token).AsTask();
        Begun(queue);
        var copy = await backend.CopyAsync(queue, static (state, time) => new PriorityQueueReferent<string?, int>(state, time));
        Assert.Equal((4, 4, 4), (copy.Count, copy.Capacity, copy.UnfinishedCount));
        Assert.Equal((null, 1), await copy.DequeueAsync(Token));
        await copy.EnqueueAsync("e", 2, Token);
        Items.Are(await copy.DequeueRangeAsync(9, Token), ("b", 2), ("c", 2), ("d", 2), ("e", 2));
        Assert.False(putter.IsCompleted);
        Assert.Equal((null, 1), await queue.DequeueAsync(Token));
        await putter;
    });

    private static void Begun(ISharedBuffer queue) => _ = queue.Count;

    private ValueTask<ISharedPriorityQueue<TItem, TPriority>> QueueAsync<TItem, TPriority>(int? capacity) => backend.MakeAsync<ISharedPriorityQueue<TItem, TPriority>>(
        manager => manager.PriorityQueueAsync<TItem, TPriority>(capacity, Token),
        time => new PriorityQueueReferent<TItem, TPriority>(capacity, time));

    /// <summary>Puts them in last first, and gets them first first.</summary>
    private async Task InOrder<T>(params T[] priorities)
    {
        var queue = await QueueAsync<int, T>(null);
        for (var i = priorities.Length - 1; i >= 0; i--)
        {
            await queue.EnqueueAsync(i, priorities[i], Token);
        }

        Assert.Equal(priorities.Select((priority, i) => (i, priority)), await queue.DequeueRangeAsync(priorities.Length, Token));
    }

    /// <summary>Says that it can be compared, but its encoding cannot.</summary>
    internal sealed class Claimed : IComparable<Claimed>
    {
        public int Value { get; set; }

        public int CompareTo(Claimed? other) => Value.CompareTo(other?.Value);
    }
}
