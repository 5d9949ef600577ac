using SharedObjects.Conformance.Tests.Backends;
using SharedObjects.Conformance.Tests.Elements;

namespace SharedObjects.Conformance.Tests.Suites;

public abstract partial class ListSuite
{
    [Fact(Timeout = Hang)]
    public Task It_is_turned_around_and_sorted() => backend.RunAsync(async () =>
    {
        var numbers = await ListAsync(3, -1, 20, 3);
        await numbers.ReverseAsync(Token);
        Same([3, 20, -1, 3], await numbers.ToArrayAsync(Token));
        await numbers.SortAsync(cancellationToken: Token);
        Same([-1, 3, 3, 20], await numbers.ToArrayAsync(Token));
        await numbers.SortAsync(descending: true, Token);
        Same([20, 3, 3, -1], await numbers.ToArrayAsync(Token));
        await numbers.SortAsync(Comparer<int>.Create(static (x, y) => Math.Abs(x).CompareTo(Math.Abs(y))), Token);
        Same([-1, 3, 3, 20], await numbers.ToArrayAsync(Token));
        await numbers.SortAsync(static (x, y) => y.CompareTo(x), Token);
        Same([20, 3, 3, -1], await numbers.ToArrayAsync(Token));

        var pairs = await ListAsync((2, "b"), (1, "z"), (2, "a"), (1, "y"));
        await pairs.SortAsync(cancellationToken: Token);
        Same([(1, "y"), (1, "z"), (2, "a"), (2, "b")], await pairs.ToArrayAsync(Token));
        await pairs.ReverseAsync(Token);
        await pairs.SortAsync(static (x, y) => x.Item1.CompareTo(y.Item1), Token);
        Same([(1, "z"), (1, "y"), (2, "b"), (2, "a")], await pairs.ToArrayAsync(Token));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await pairs.SortAsync((IComparer<(int, string)>)null!, Token));
    });

    [Fact(Timeout = Hang)]
    public Task It_is_sorted_by_a_key() => backend.RunAsync(async () =>
    {
        var words = await ListAsync("pear", "Fig", "apple", "fig");
        await words.SortByAsync(static word => word.Length, cancellationToken: Token);
        Same(["Fig", "fig", "pear", "apple"], await words.ToArrayAsync(Token));
        await words.SortByAsync(static word => (word.Length, word), descending: true, Token);
        Same(["apple", "pear", "fig", "Fig"], await words.ToArrayAsync(Token));
        await words.SortByAsync(static word => word, cancellationToken: Token);
        Same(["Fig", "apple", "fig", "pear"], await words.ToArrayAsync(Token));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await words.SortByAsync(static word => new Point(word.Length, 0), cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await words.SortByAsync<int>(null!, cancellationToken: Token));
        Same(["Fig", "apple", "fig", "pear"], await words.ToArrayAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task What_is_encoded_in_another_order_is_sorted_in_its_own() => backend.RunAsync(async () =>
    {
        var versions = await ListAsync(new Version(1, 10), new Version(1, 9), new Version(2, 0));
        await versions.SortAsync(cancellationToken: Token);
        Same([new Version(1, 9), new Version(1, 10), new Version(2, 0)], await versions.ToArrayAsync(Token));
        await versions.SortAsync(descending: true, Token);
        Same([new Version(2, 0), new Version(1, 10), new Version(1, 9)], await versions.ToArrayAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task It_is_looked_through() => backend.RunAsync(async () =>
    {
        var numbers = await ListAsync(1, 4, 9, 16, 25);
        Assert.True(await numbers.ExistsAsync(static number => number > 20, Token));
        Assert.False(await numbers.ExistsAsync(static number => number > 30, Token));
        Assert.Equal((true, 4), await numbers.FindAsync(static number => number % 2 == 0, Token));
        Assert.Equal((false, 0), await numbers.FindAsync(static number => number < 0, Token));
        Same([4, 16], await numbers.FindAllAsync(static number => number % 2 == 0, Token));
        Assert.Equal(1, await numbers.FindIndexAsync(static number => number % 2 == 0, Token));
        Assert.Equal(3, await numbers.FindLastIndexAsync(static number => number % 2 == 0, Token));
        Assert.Equal(-1, await numbers.FindLastIndexAsync(static number => number < 0, Token));
        Assert.Equal(2, await numbers.BinarySearchAsync(9, cancellationToken: Token));
        Assert.Equal(~2, await numbers.BinarySearchAsync(8, cancellationToken: Token));
        await numbers.ReverseAsync(Token);
        Assert.Equal(1, await numbers.BinarySearchAsync(16, Comparer<int>.Create(static (x, y) => y.CompareTo(x)), Token));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await numbers.FindAsync(null!, Token));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await numbers.FindIndexAsync(null!, Token));
        var points = await ListAsync(new Point(1, 0), new Point(2, 0));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await points.BinarySearchAsync(new Point(1, 0), cancellationToken: Token));
    });

    [Fact(Timeout = Hang)]
    public Task A_negative_step_goes_backwards() => backend.RunAsync(async () =>
    {
        var list = await ListAsync(0, 1, 2, 3, 4, 5);
        Same([5, 4, 3, 2, 1, 0], await list.GetRangeAsync(.., -1, Token));
        Same([4, 2], await list.GetRangeAsync(1..5, -2, Token));
        Same([5], await list.GetRangeAsync(.., int.MinValue, Token));
        Same([0], await list.GetRangeAsync(.., int.MaxValue, Token));
        Same(Array.Empty<int>(), await list.GetRangeAsync(2..2, -1, Token));
        await list.SetRangeAsync(1..5, -2, [40, 20], Token);
        Same([0, 1, 20, 3, 40, 5], await list.ToArrayAsync(Token));
        await list.RemoveRangeAsync(.., -4, Token);
        Same([0, 20, 3, 40], await list.ToArrayAsync(Token));
        await Assert.ThrowsAsync<ArgumentException>(async () => await list.SetRangeAsync(.., -2, [0], Token));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await list.SetRangeAsync(.., -2, null!, Token));
    });

    [Fact(Timeout = Hang)]
    public Task What_has_no_order_stays_as_it_is() => backend.RunAsync(async () =>
    {
        var points = await ListAsync(new Point(2, 0), new Point(1, 0));
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(async () => await points.SortAsync(cancellationToken: Token));
        Assert.Contains("comparer", refused.Message, StringComparison.Ordinal);
        Same([new Point(2, 0), new Point(1, 0)], await points.ToArrayAsync(Token));
        await points.SortAsync(static (x, y) => x.X.CompareTo(y.X), Token);
        Same([new Point(1, 0), new Point(2, 0)], await points.ToArrayAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task An_item_is_set_only_at_the_version_that_was_read() => backend.RunAsync(async () =>
    {
        var list = await ListAsync(1L, 2, 3);
        var (item, version) = await list.GetWithVersionAsync(1, Token);
        Assert.Equal(2, item);
        await list.SetAsync(0, 10, Token);
        Assert.True(await list.TrySetIfVersionAsync(1, 20, version, Token));
        Assert.False(await list.TrySetIfVersionAsync(1, 30, version, Token));

        // Another item at the same index is not the same item, and the same item elsewhere is.
        (_, version) = await list.GetWithVersionAsync(1, Token);
        await list.RemoveAtAsync(0, Token);
        Assert.False(await list.TrySetIfVersionAsync(1, 0, version, Token));
        Assert.True(await list.TrySetIfVersionAsync(0, 21, version, Token));
        (_, version) = await list.GetWithVersionAsync(1, Token);
        await list.ReverseAsync(Token);
        Assert.False(await list.TrySetIfVersionAsync(1, 0, version, Token));
        await list.ClearAsync(Token);
        Assert.False(await list.TrySetIfVersionAsync(0, 0, version, Token));
        await list.AddRangeAsync([1, 1], Token);
        (_, version) = await list.GetWithVersionAsync(0, Token);
        Assert.False(await list.TrySetIfVersionAsync(1, 0, version, Token));
        Same([1L, 1], await list.ToArrayAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task All_items_are_replaced_only_if_nothing_changed() => backend.RunAsync(async () =>
    {
        var list = await ListAsync(1, 2, 3);
        foreach (var change in new Func<ValueTask>[]
        {
            () => list.SetAsync(0, 1, Token),
            () => list.AddAsync(4, Token),
            async () => await list.RemoveLastAsync(Token),
            () => list.InsertAsync(0, 0, Token),
            async () => await list.RemoveAtAsync(0, Token),
            () => list.ReverseAsync(Token),
            () => list.SortAsync(comparer: Comparer<int>.Default, Token),
            () => list.RepeatAsync(2, Token),
            () => list.RemoveRangeAsync(3, 3, Token),
        })
        {
            var (_, old) = await list.ToArrayWithVersionAsync(Token);
            await change();
            Assert.False(await list.TryReplaceAllAsync([], old, Token));
        }

        var (items, version) = await list.ToArrayWithVersionAsync(Token);
        Same([1, 2, 3], items);
        await list.AddRangeAsync([], Token);
        _ = await list.GetAsync(0, Token);
        Assert.True(await list.TryReplaceAllAsync([4, 5], version, Token));
        Assert.False(await list.TryReplaceAllAsync([4, 5], version, Token));
        Same([4, 5], await list.ToArrayAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task A_delegate_decides_what_is_set() => backend.RunAsync(async () =>
    {
        var list = await ListAsync(1, 2, 3, 4);
        Assert.Equal(20, await list.UpdateAsync(1, static item => item * 10, Token));
        Assert.Equal(2, await list.RemoveAllAsync(static item => item % 2 == 1, Token));
        Assert.Equal(0, await list.RemoveAllAsync(static item => item % 2 == 1, Token));
        Same([20, 4], await list.ToArrayAsync(Token));
        Same([20, 4, 2], await list.UpdateAllAsync(static items => [.. items, items.Length], Token));
        await Assert.ThrowsAsync<DivideByZeroException>(async () => await list.UpdateAllAsync(static _ => throw new DivideByZeroException(), Token));
        Same([20, 4, 2], await list.ToArrayAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task What_changed_while_a_delegate_ran_is_not_lost() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.ServesManyThreads);
        var list = await ListAsync(0, 0);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => backend.BesideAsync(async () =>
        {
            for (var i = 0; i < 25; i++)
            {
                await list.UpdateAsync(0, static item => item + 1, Token);
                await list.UpdateAllAsync(static items => [items[0], items[1] + 1], Token);
            }
        })));
        Same([100, 100], await list.ToArrayAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task A_delegate_runs_again_when_the_list_changed_under_it() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.ServesManyThreads);
        var list = await ListAsync(3, 1, 2);
        var runs = 0;
        Assert.Equal(11, await list.UpdateAsync(1, item => Disturbed(() => list.SetAsync(1, 10, Token), item + 1), Token));
        Assert.Equal(2, runs);
        runs = 0;
        await list.UpdateAllAsync(items => Disturbed(() => list.AddAsync(4, Token), items.Append(5)), Token);
        Same([3, 11, 2, 4, 5], await list.ToArrayAsync(Token));
        runs = 0;
        Assert.Equal(2, await list.RemoveAllAsync(item => item == Disturbed(() => list.AddAsync(2, Token), 2), Token));
        runs = 0;
        await list.SortAsync((x, y) => Disturbed(() => list.AddAsync(0, Token), x.CompareTo(y)), Token);
        Same([0, 3, 4, 5, 11], await list.ToArrayAsync(Token));

        TResult Disturbed<TResult>(Func<ValueTask> change, TResult result)
        {
            if (runs++ == 0)
            {
                change().AsTask().GetAwaiter().GetResult();
            }

            return result;
        }
    });

    [Fact(Timeout = Hang)]
    public Task What_is_added_together_stays_together() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.ServesManyThreads);
        var list = await ListAsync<int>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(number => backend.BesideAsync(async () =>
        {
            for (var i = 0; i < 25; i++)
            {
                await list.AddRangeAsync(Enumerable.Repeat(number, 10), Token);
            }
        })));
        Assert.All((await list.ToArrayAsync(Token)).Chunk(10), static chunk => Assert.Single(chunk.Distinct()));
        Assert.Equal(1000, list.Count);
    });
}
