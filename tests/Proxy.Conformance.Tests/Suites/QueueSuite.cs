using SharedObjects.Conformance.Tests.Backends;

namespace SharedObjects.Conformance.Tests.Suites;

/// <summary>What every <see cref="ISharedQueue{T}"/> promises, whatever is behind it.</summary>
public abstract partial class QueueSuite(Backend backend)
{
    /// <summary>No test waits for time; this is where one that hangs is given up.</summary>
    private const int Hang = 60_000;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Hang)]
    public Task Items_leave_in_the_order_in_which_they_came() => backend.RunAsync(async () =>
    {
        var queue = await backend.QueueAsync<int>();
        for (var i = 0; i < 100; i++)
        {
            await queue.PutAsync(i, Token);
        }

        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(i, await queue.GetAsync(Token));
        }
    });

    [Fact(Timeout = Hang)]
    public Task Calls_take_effect_in_the_order_in_which_they_were_made_even_if_nobody_waits_for_them() => backend.RunAsync(async () =>
    {
        var queue = await backend.QueueAsync<int>();
        var puts = Enumerable.Range(0, 200).Select(i => queue.PutAsync(i, Token).AsTask()).ToArray();
        var gets = Enumerable.Range(0, 200).Select(_ => queue.GetAsync(Token).AsTask()).ToArray();
        await Task.WhenAll(puts);
        Assert.Equal(Enumerable.Range(0, 200), await Task.WhenAll(gets));
    });

    [Fact(Timeout = Hang)]
    public Task A_new_queue_is_empty_and_says_how_much_it_holds() => backend.RunAsync(async () =>
    {
        var unbounded = await backend.QueueAsync<string>();
        Assert.Equal(0, unbounded.Count);
        Assert.Null(unbounded.Capacity);

        var bounded = await backend.QueueAsync<string>(3);
        Assert.Equal(0, bounded.Count);
        Assert.Equal(3, bounded.Capacity);
    });

    [Fact(Timeout = Hang)]
    public Task Count_follows_every_put_and_get() => backend.RunAsync(async () =>
    {
        var queue = await backend.QueueAsync<string>(2);
        await queue.PutAsync("a", Token);
        Assert.Equal(1, queue.Count);
        Assert.True(await queue.TryPutAsync("b", Token));
        Assert.Equal(2, queue.Count);
        Assert.False(await queue.TryPutAsync("c", Token));
        Assert.Equal(2, queue.Count);
        Assert.Equal("a", await queue.GetAsync(Token));
        Assert.Equal(1, queue.Count);
        Assert.Equal((true, "b"), await queue.TryGetAsync(Token));
        Assert.Equal(0, queue.Count);
        Assert.Equal((false, null!), await queue.TryGetAsync(Token));
        Assert.Equal(0, queue.Count);
    });

    [Fact(Timeout = Hang)]
    public Task Taking_from_an_empty_queue_gives_the_default_of_the_type() => backend.RunAsync(async () =>
    {
        Assert.Equal((false, 0), await (await backend.QueueAsync<int>()).TryGetAsync(Token));
        Assert.Equal((false, null), await (await backend.QueueAsync<int?>()).TryGetAsync(Token));
        Assert.Equal((false, null!), await (await backend.QueueAsync<byte[]>()).TryGetAsync(Token));
        Assert.Equal((false, (0, null!)), await (await backend.QueueAsync<(int, string)>()).TryGetAsync(Token));
    });

    [Theory(Timeout = Hang)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public Task A_queue_that_could_hold_nothing_is_refused(int capacity) => backend.RunAsync(async () =>
    {
        var refused = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await backend.QueueAsync<int>(capacity));
        Assert.Equal("capacity", refused.ParamName);
        Assert.Contains($"not {capacity}", refused.Message, StringComparison.Ordinal);
    });

    [Fact(Timeout = Hang)]
    public Task Two_queues_share_nothing() => backend.RunAsync(async () =>
    {
        var one = await backend.QueueAsync<int>(1);
        var other = await backend.QueueAsync<int>(1);
        await one.PutAsync(1, Token);
        Assert.Equal(0, other.Count);
        await other.PutAsync(2, Token);
        Assert.Equal(1, await one.GetAsync(Token));
        Assert.Equal(2, await other.GetAsync(Token));
    });

    /// <summary>Returns when every call made before has begun: calls on one object begin in the order in which they were made.</summary>
    private static void Begun<T>(ISharedQueue<T> queue) => _ = queue.Count;
}
