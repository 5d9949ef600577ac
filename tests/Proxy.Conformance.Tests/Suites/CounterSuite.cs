using SharedObjects.Conformance.Tests.Backends;
using SharedObjects.Objects.Counter;

namespace SharedObjects.Conformance.Tests.Suites;

/// <summary>What every <see cref="ISharedCounter"/> promises, whatever is behind it.</summary>
public abstract class CounterSuite(Backend backend)
{
    private const int Hang = 60_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Hang)]
    public Task It_counts() => backend.RunAsync(async () =>
    {
        var counter = await CounterAsync();
        Assert.Equal(0, await counter.GetAsync(Token));
        Assert.Equal(1, await counter.IncrementAsync(Token));
        Assert.Equal(11, await counter.AddAsync(10, Token));
        Assert.Equal(10, await counter.DecrementAsync(Token));
        Assert.Equal(-5, await counter.AddAsync(-15, Token));
        Assert.Equal(-5, await counter.AddAsync(0, Token));
        Assert.Equal(-5, await counter.ExchangeAsync(7, Token));
        Assert.Equal(7, await counter.GetAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task It_is_exchanged_only_for_what_it_has_to_be() => backend.RunAsync(async () =>
    {
        var counter = await CounterAsync(long.MaxValue);
        Assert.Equal(long.MaxValue, await counter.CompareExchangeAsync(1, 0, Token));
        Assert.Equal(long.MaxValue, await counter.GetAsync(Token));
        Assert.Equal(long.MaxValue, await counter.CompareExchangeAsync(1, long.MaxValue, Token));
        Assert.Equal(1, await counter.GetAsync(Token));
    });

    [Theory(Timeout = Hang)]
    [InlineData(long.MaxValue, 1)]
    [InlineData(long.MaxValue, long.MaxValue)]
    [InlineData(long.MinValue, -1)]
    [InlineData(long.MinValue, long.MinValue)]
    [InlineData(-1, long.MinValue)]
    [InlineData(1, long.MaxValue)]
    public Task A_sum_that_is_too_much_changes_nothing(long value, long amount) => backend.RunAsync(async () =>
    {
        var counter = await CounterAsync(value);
        await Assert.ThrowsAsync<OverflowException>(async () => await counter.AddAsync(amount, Token));
        if (amount is 1 or -1)
        {
            await Assert.ThrowsAsync<OverflowException>(async () => await (amount == 1 ? counter.IncrementAsync(Token) : counter.DecrementAsync(Token)));
        }

        Assert.Equal(value, await counter.GetAsync(Token));
    });

    [Theory(Timeout = Hang)]
    [InlineData(long.MaxValue, long.MinValue, -1)]
    [InlineData(long.MinValue, long.MaxValue, -1)]
    [InlineData(long.MaxValue - 1, 1, long.MaxValue)]
    [InlineData(long.MinValue + 1, -1, long.MinValue)]
    public Task A_sum_that_just_fits_is_counted(long value, long amount, long sum) => backend.RunAsync(async () =>
    {
        var counter = await CounterAsync(value);
        Assert.Equal(sum, await counter.AddAsync(amount, Token));
        Assert.Equal(sum, await counter.GetAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task No_count_of_many_gets_lost() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.ServesManyThreads);
        var counter = await CounterAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => backend.BesideAsync(async () =>
        {
            for (var i = 0; i < 50; i++)
            {
                await (number % 2 == 0 ? counter.AddAsync(3, Token) : counter.DecrementAsync(Token));
            }
        })));
        Assert.Equal(400, await counter.GetAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task What_a_session_has_counted_stays_when_it_ends() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasSessions);
        var counter = await CounterAsync(1);
        await using (var other = await backend.ConnectAsync())
        {
            Assert.Equal(6, await (await other.UseAsync(counter)).AddAsync(5, Token));
        }

        Assert.Equal(6, await counter.GetAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task A_copy_counts_on_by_itself() => backend.RunAsync(async () =>
    {
        var counter = await CounterAsync(-40);
        var copy = await backend.CopyAsync(counter, static (state, _) => new CounterReferent(state));
        Assert.Equal(-39, await copy.IncrementAsync(Token));
        Assert.Equal(-40, await counter.GetAsync(Token));
    });

    private ValueTask<ISharedCounter> CounterAsync(long initialValue = 0) =>
        backend.MakeAsync(manager => manager.CounterAsync(initialValue, Token), ISharedCounter (_) => new CounterReferent(initialValue));
}
