using SharedObjects.Conformance.Tests.Backends;
using SharedObjects.Objects.Arrays;

namespace SharedObjects.Conformance.Tests.Suites;

/// <summary>What every <see cref="ISharedArray{T}"/> promises, whatever is behind it.</summary>
public abstract class ArraySuite(Backend backend)
{
    private const int Hang = 60_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Hang)]
    public Task Elements_are_read_and_set() => backend.RunAsync(async () =>
    {
        var array = await ArrayOfAsync("a", "b", "c");
        Assert.Equal(3, array.Length);
        Assert.Equal("c", await array.GetAsync(2, Token));
        Assert.Equal("b", await array.GetAsync(^2, Token));
        await array.SetAsync(^3, "d", Token);
        Assert.Equal("b", await array.ExchangeAsync(1, null!, Token));
        await HoldsAsync(["d", null!, "c"], array.ToArrayAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task Elements_that_nobody_set_are_the_default_and_equal_to_it() => backend.RunAsync(async () =>
    {
        var numbers = await ArrayAsync<int>(3);
        await HoldsAsync([0, 0, 0], numbers.ToArrayAsync(Token));
        Assert.Equal((true, 0), await numbers.CompareExchangeAsync(1, 1, 0, Token));
        await HoldsAsync([0, 1, 0], numbers.ToArrayAsync(Token));
        await numbers.SetAsync(0, 5, Token);
        Assert.Equal(2, await numbers.IndexOfAsync(0, Token));

        var pairs = await ArrayAsync<(int, string)>(1);
        Assert.True((await pairs.CompareExchangeAsync(0, (1, "a"), default, Token)).Exchanged);
        var texts = await ArrayAsync<string?>(1);
        Assert.True((await texts.CompareExchangeAsync(0, "a", null, Token)).Exchanged);
        Assert.Empty(await (await ArrayAsync<int>(0)).ToArrayAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task Ranges_are_read_and_set_in_one_step() => backend.RunAsync(async () =>
    {
        var array = await ArrayOfAsync(0, 1, 2, 3, 4);
        await HoldsAsync([1, 2], array.GetRangeAsync(1, 2, Token));
        Assert.Empty(await array.GetRangeAsync(5, 0, Token));
        await HoldsAsync([3, 4], array.GetRangeAsync(^2.., Token));
        await HoldsAsync([1, 2, 3], array.GetRangeAsync(1..^1, Token));
        await HoldsAsync([0, 1, 2, 3, 4], array.GetRangeAsync(.., Token));
        await HoldsAsync([0], array.GetRangeAsync(^5..1, Token));
        Assert.Empty(await array.GetRangeAsync(5..^0, Token));
        await array.SetRangeAsync(3, [30, 40], Token);
        await array.SetRangeAsync(5, [], Token);
        await HoldsAsync([0, 1, 2, 30, 40], array.ToArrayAsync(Token));
        await array.FillAsync(7, Token);
        await HoldsAsync([7, 7, 7, 7, 7], array.ToArrayAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task Elements_are_found() => backend.RunAsync(async () =>
    {
        var array = await ArrayOfAsync("a", "b", null, "b");
        Assert.Equal(1, await array.IndexOfAsync("b", Token));
        Assert.Equal(2, await array.IndexOfAsync(null, Token));
        Assert.Equal(-1, await array.IndexOfAsync("c", Token));
        Assert.True(await array.ContainsAsync("a", Token));
        Assert.False(await array.ContainsAsync("c", Token));
    });

    [Fact(Timeout = Hang)]
    public Task What_is_not_in_the_array_is_refused_and_changes_nothing() => backend.RunAsync(async () =>
    {
        var array = await ArrayOfAsync(1, 2, 3);
        foreach (var index in (int[])[-1, 3, int.MaxValue, int.MinValue])
        {
            await RefusedAsync("index", () => array.GetAsync(index, Token));
            await RefusedAsync("index", () => array.GetWithVersionAsync(index, Token));
            await RefusedAsync("index", () => array.ExchangeAsync(index, 9, Token));
            await RefusedAsync("index", () => array.CompareExchangeAsync(index, 9, 1, Token));
            await RefusedAsync("index", () => array.TrySetIfVersionAsync(index, 9, 0, Token));
            await RefusedAsync("index", () => array.AddAsync(index, 9, Token));
            await RefusedAsync("index", () => array.UpdateAsync(index, static _ => 9, Token));
            Assert.Equal("index", (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await array.SetAsync(index, 9, Token))).ParamName);
        }

        await RefusedAsync("index", () => array.GetRangeAsync(-1, 1, Token));
        await RefusedAsync("index", () => array.GetRangeAsync(4, 0, Token));
        await RefusedAsync("count", () => array.GetRangeAsync(0, -1, Token));
        await RefusedAsync("count", () => array.GetRangeAsync(2, 2, Token));
        await RefusedAsync("count", () => array.GetRangeAsync(1, int.MaxValue, Token));
        await RefusedAsync("index", () => array.GetAsync(^4, Token));
        await RefusedAsync("index", () => array.GetAsync(^0, Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await array.SetAsync(^0, 8, Token));
        await RefusedAsync("range", () => array.GetRangeAsync(1..4, Token));
        await RefusedAsync("range", () => array.GetRangeAsync(^4.., Token));
        await RefusedAsync("range", () => array.GetRangeAsync(2..1, Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await array.SetRangeAsync(2, [8, 9], Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await array.SetRangeAsync(-1, [8], Token));
        Assert.Equal("values", (await Assert.ThrowsAsync<ArgumentNullException>(async () => await array.SetRangeAsync(0, null!, Token))).ParamName);
        Assert.Equal("update", (await Assert.ThrowsAsync<ArgumentNullException>(async () => await array.UpdateAsync(0, null!, Token))).ParamName);
        Assert.Equal("length", (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await ArrayAsync<int>(-1))).ParamName);
        Assert.Equal("length", (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await ArrayAsync<int>((1 << 26) + 1))).ParamName);
        await HoldsAsync([1, 2, 3], array.ToArrayAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task An_element_is_set_only_if_nobody_did_since_it_was_read() => backend.RunAsync(async () =>
    {
        var array = await ArrayOfAsync(1, 2, 3);
        var (_, first) = await array.GetWithVersionAsync(0, Token);
        var (_, second) = await array.GetWithVersionAsync(1, Token);
        await array.SetAsync(1, 20, Token);
        await array.SetAsync(1, 2, Token);
        Assert.True(await array.TrySetIfVersionAsync(0, 10, first, Token));
        Assert.False(await array.TrySetIfVersionAsync(0, 11, first, Token));
        Assert.False(await array.TrySetIfVersionAsync(1, 21, second, Token));
        await HoldsAsync([10, 2, 3], array.ToArrayAsync(Token));

        // Every way to change an element makes it another version.
        foreach (var change in (Func<Task>[])
            [
                async () => await array.FillAsync(4, Token),
                async () => await array.SetRangeAsync(1, [5, 6], Token),
                async () => await array.AddAsync(2, 0, Token),
                async () => await array.ExchangeAsync(2, 6, Token),
                async () => Assert.True((await array.CompareExchangeAsync(2, 6, 6, Token)).Exchanged),
            ])
        {
            var (_, before) = await array.GetWithVersionAsync(2, Token);
            await change();
            Assert.True((await array.GetWithVersionAsync(2, Token)).Version > before);
            Assert.False(await array.TrySetIfVersionAsync(2, 99, before, Token));
        }

        await HoldsAsync([4, 5, 6], array.ToArrayAsync(Token));
        var (_, untouched) = await array.GetWithVersionAsync(0, Token);
        Assert.False((await array.CompareExchangeAsync(0, 1, 0, Token)).Exchanged);
        Assert.Equal((4, untouched), await array.GetWithVersionAsync(0, Token));
    });

    [Fact(Timeout = Hang)]
    public Task Numbers_are_added_to() => backend.RunAsync(async () =>
    {
        var bytes = await ArrayAsync<byte>(2);
        Assert.Equal(200, await bytes.AddAsync(1, 200, Token));
        await Assert.ThrowsAsync<OverflowException>(async () => await bytes.AddAsync(1, 56, Token));
        await HoldsAsync<byte>([0, 200], bytes.ToArrayAsync(Token));
        Assert.True((await bytes.CompareExchangeAsync(1, 1, 200, Token)).Exchanged);
        var sums = await ArrayOfAsync(0.5, 1.5);
        Assert.Equal(2.0, await sums.AddAsync(1, 0.5, Token));
        Assert.Equal(1, await sums.IndexOfAsync(2.0, Token));
        await Assert.ThrowsAsync<NotSupportedException>(async () => await (await ArrayOfAsync("a")).AddAsync(0, "b", Token));
    });

    [Fact(Timeout = Hang)]
    public Task No_update_of_many_gets_lost() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.ServesManyThreads);
        var array = await ArrayAsync<long>(2);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(number => backend.BesideAsync(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                await array.UpdateAsync(number % 2, static old => old + 1, Token);
                await array.AddAsync(1 - (number % 2), 100, Token);
            }
        })));
        await HoldsAsync([6060, 6060], array.ToArrayAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task Elements_may_refer_to_shared_objects() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasProxies);
        var (first, second) = (await backend.QueueAsync<int>(), await backend.QueueAsync<int>());
        var array = await backend.Manager.ArrayAsync([first, second, first], Token);
        await HoldsAsync([first, second, first], array.ToArrayAsync(Token));
        Assert.Equal(1, await array.IndexOfAsync(second, Token));
        await array.SetRangeAsync(1, [first, second], Token);
        await second.DisposeAsync();
        var third = await array.GetAsync(2, Token);
        await third.PutAsync(3, Token);
        Assert.Equal(1, third.Count);
        var empty = await backend.Manager.ArrayAsync<ISharedQueue<int>?>(1, Token);
        Assert.Null(await empty.GetAsync(0, Token));
    });

    [Fact(Timeout = Hang)]
    public Task A_copy_goes_on_by_itself_and_its_versions_too() => backend.RunAsync(async () =>
    {
        var array = await ArrayOfAsync("a", "b", null);
        await array.SetAsync(1, "c", Token);
        await array.SetAsync(0, "d", Token);
        var copy = await backend.CopyAsync(array, static (state, _) => new ArrayReferent<string?>(state, new PlainArithmetic<string?>()));
        await HoldsAsync(["d", "c", null], copy.ToArrayAsync(Token));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(await array.GetWithVersionAsync(i, Token), await copy.GetWithVersionAsync(i, Token));
        }

        var (_, latest) = await copy.GetWithVersionAsync(0, Token);
        await copy.SetAsync(2, "e", Token);
        Assert.True((await copy.GetWithVersionAsync(2, Token)).Version > latest);
        await HoldsAsync(["d", "c", null], array.ToArrayAsync(Token));
    });

    private static async Task HoldsAsync<T>(T[] expected, ValueTask<T[]> actual) => Assert.Equal<IEnumerable<T>>(expected, await actual);

    private static async Task RefusedAsync<T>(string parameter, Func<ValueTask<T>> call) =>
        Assert.Equal(parameter, (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await call())).ParamName);

    private ValueTask<ISharedArray<T>> ArrayAsync<T>(int length) =>
        backend.MakeAsync(manager => manager.ArrayAsync<T>(length, Token), ISharedArray<T> (_) => new ArrayReferent<T>(length, default!, new PlainArithmetic<T>()));

    private ValueTask<ISharedArray<T>> ArrayOfAsync<T>(params T[] values) =>
        backend.MakeAsync(manager => manager.ArrayAsync(values, Token), ISharedArray<T> (_) => new ArrayReferent<T>([.. values], new PlainArithmetic<T>()));
}
