namespace SharedObjects.Conformance.Tests.Suites;

public abstract partial class QueueSuite
{
    [Fact(Timeout = Hang)]
    public Task A_get_waits_while_the_queue_is_empty() => backend.RunAsync(async () =>
    {
        var queue = await backend.QueueAsync<string>();
        var get = queue.GetAsync(Token).AsTask();
        Begun(queue);
        Assert.False(get.IsCompleted);
        await queue.PutAsync("item", Token);
        Assert.Equal("item", await get);
        Assert.Equal(0, queue.Count);
    });

    [Fact(Timeout = Hang)]
    public Task A_put_waits_while_the_queue_is_full() => backend.RunAsync(async () =>
    {
        var queue = await backend.QueueAsync<string>(1);
        await queue.PutAsync("first", Token);
        var put = queue.PutAsync("second", Token).AsTask();
        Begun(queue);
        Assert.False(put.IsCompleted);
        Assert.Equal(1, queue.Count);
        Assert.Equal("first", await queue.GetAsync(Token));
        await put;
        Assert.Equal(1, queue.Count);
        Assert.Equal("second", await queue.GetAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task Waiting_getters_are_served_in_the_order_in_which_they_came() => backend.RunAsync(async () =>
    {
        var queue = await backend.QueueAsync<int>();
        var gets = Enumerable.Range(0, 20).Select(_ => queue.GetAsync(Token).AsTask()).ToArray();
        Begun(queue);
        for (var i = 0; i < gets.Length; i++)
        {
            await queue.PutAsync(i, Token);
            Assert.Equal(i, await gets[i]);
        }
    });

    [Fact(Timeout = Hang)]
    public Task Waiting_putters_are_served_in_the_order_in_which_they_came() => backend.RunAsync(async () =>
    {
        var queue = await backend.QueueAsync<int>(1);
        await queue.PutAsync(0, Token);
        var puts = Enumerable.Range(1, 20).Select(i => queue.PutAsync(i, Token).AsTask()).ToArray();
        Begun(queue);
        Assert.DoesNotContain(puts, put => put.IsCompleted);
        for (var i = 0; i <= puts.Length; i++)
        {
            Assert.Equal(i, await queue.GetAsync(Token));
            if (i < puts.Length)
            {
                await puts[i];
            }
        }
    });

    [Fact(Timeout = Hang)]
    public Task Nobody_overtakes_a_waiting_putter() => backend.RunAsync(async () =>
    {
        var queue = await backend.QueueAsync<string>(1);
        await queue.PutAsync("first", Token);
        var waiting = queue.PutAsync("second", Token).AsTask();
        Begun(queue);
        Assert.False(await queue.TryPutAsync("late", Token));
        Assert.Equal("first", await queue.GetAsync(Token));
        await waiting;
        Assert.False(await queue.TryPutAsync("late", Token));
        Assert.Equal("second", await queue.GetAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task Nobody_overtakes_a_waiting_getter() => backend.RunAsync(async () =>
    {
        var queue = await backend.QueueAsync<string>();
        var waiting = queue.GetAsync(Token).AsTask();
        Begun(queue);
        await queue.PutAsync("item", Token);
        Assert.Equal((false, null!), await queue.TryGetAsync(Token));
        Assert.Equal("item", await waiting);
    });

    [Fact(Timeout = Hang)]
    public Task A_get_that_may_not_wait_gives_up_and_takes_nothing() => backend.RunAsync(async () =>
    {
        var queue = await backend.QueueAsync<string>();
        await Assert.ThrowsAsync<TimeoutException>(async () => await queue.GetAsync(TimeSpan.Zero, Token));
        await queue.PutAsync("item", Token);
        Assert.Equal("item", await queue.GetAsync(TimeSpan.Zero, Token));
    });

    [Fact(Timeout = Hang)]
    public Task A_put_that_may_not_wait_gives_up_and_puts_nothing() => backend.RunAsync(async () =>
    {
        var queue = await backend.QueueAsync<string>(1);
        await queue.PutAsync("first", TimeSpan.Zero, Token);
        await Assert.ThrowsAsync<TimeoutException>(async () => await queue.PutAsync("second", TimeSpan.Zero, Token));
        Assert.Equal("first", await queue.GetAsync(Token));
        Assert.Equal(0, queue.Count);
    });

    [Fact(Timeout = Hang)]
    public Task A_wait_that_runs_out_changes_nothing() => backend.RunAsync(async () =>
    {
        var queue = await backend.QueueAsync<string>(1);
        await Assert.ThrowsAsync<TimeoutException>(() => Expire(queue.GetAsync(Short, Token).AsTask(), queue));
        await queue.PutAsync("first", Token);
        await Assert.ThrowsAsync<TimeoutException>(() => Expire(queue.PutAsync("second", Short, Token).AsTask(), queue));
        Assert.Equal("first", await queue.GetAsync(Token));
        Assert.Equal((false, null!), await queue.TryGetAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task A_wait_lasts_as_long_as_it_may_and_no_longer() => backend.RunAsync(async () =>
    {
        backend.Require(Backends.Ability.SetsTheTime);
        var queue = await backend.QueueAsync<int>();
        var patient = queue.GetAsync(TimeSpan.FromMinutes(5), Token).AsTask();
        var impatient = queue.GetAsync(TimeSpan.FromMinutes(1), Token).AsTask();
        Begun(queue);
        backend.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromTicks(1));
        Begun(queue);
        Assert.False(impatient.IsCompleted);
        backend.Advance(TimeSpan.FromTicks(1));
        await Assert.ThrowsAsync<TimeoutException>(() => impatient);
        Assert.False(patient.IsCompleted);
        await queue.PutAsync(1, Token);
        Assert.Equal(1, await patient);
        backend.Advance(TimeSpan.FromHours(1));
        Assert.Equal((false, 0), await queue.TryGetAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task A_wait_may_be_for_ever() => backend.RunAsync(async () =>
    {
        var queue = await backend.QueueAsync<int>(1);
        var get = queue.GetAsync(Timeout.InfiniteTimeSpan, Token).AsTask();
        Begun(queue);
        await queue.PutAsync(1, Timeout.InfiniteTimeSpan, Token);
        Assert.Equal(1, await get);
    });

    [Theory(Timeout = Hang)]
    [InlineData(-1L)]
    [InlineData(-2 * TimeSpan.TicksPerMillisecond)]
    [InlineData(long.MinValue)]
    [InlineData(((uint.MaxValue - 1L) * TimeSpan.TicksPerMillisecond) + 1)]
    [InlineData(long.MaxValue)]
    public Task A_timeout_that_is_none_is_refused_and_changes_nothing(long ticks) => backend.RunAsync(async () =>
    {
        var timeout = TimeSpan.FromTicks(ticks);
        var queue = await backend.QueueAsync<int>();
        await queue.PutAsync(1, Token);
        var get = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await queue.GetAsync(timeout, Token));
        Assert.Equal("timeout", get.ParamName);
        var put = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await queue.PutAsync(2, timeout, Token));
        Assert.Equal("timeout", put.ParamName);
        Assert.Equal(1, await queue.GetAsync(Token));
        Assert.Equal(0, queue.Count);
    });

    [Fact(Timeout = Hang)]
    public Task The_longest_timeout_a_timer_knows_is_accepted() => backend.RunAsync(async () =>
    {
        var queue = await backend.QueueAsync<int>();
        var get = queue.GetAsync(TimeSpan.FromMilliseconds(uint.MaxValue - 1), Token).AsTask();
        Begun(queue);
        await queue.PutAsync(1, Token);
        Assert.Equal(1, await get);
    });

    private static TimeSpan Short => TimeSpan.FromMilliseconds(1);

    /// <summary>Lets a short wait run out.</summary>
    private Task Expire<T>(Task wait, ISharedQueue<T> queue)
    {
        if (backend.ReasonAgainst(Backends.Ability.SetsTheTime) is null)
        {
            Begun(queue);
            Assert.False(wait.IsCompleted);
            backend.Advance(Short);
        }

        return wait;
    }
}
