using SharedObjects.Conformance.Tests.Backends;
using SharedObjects.Objects.List;

namespace SharedObjects.Conformance.Tests.Suites;

/// <summary>What every <see cref="ISharedList{T}"/> promises, whatever is behind it.</summary>
public abstract partial class ListSuite(Backend backend)
{
    private const int Hang = 60_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Hang)]
    public Task Items_are_where_they_were_put() => backend.RunAsync(async () =>
    {
        var list = await ListAsync<string?>();
        Assert.Equal(0, list.Count);
        await list.AddAsync("b", Token);
        await list.AddAsync(null, Token);
        await list.InsertAsync(0, "a", Token);
        await list.InsertAsync(3, "d", Token);
        Same(["a", "b", null, "d"], await list.ToArrayAsync(Token));
        Assert.Equal(4, list.Count);
        await list.SetAsync(2, "c", Token);
        Assert.Equal("c", await list.GetAsync(2, Token));
        Assert.True(await list.RemoveAsync("b", Token));
        Assert.False(await list.RemoveAsync("b", Token));
        Assert.Equal("c", await list.RemoveAtAsync(1, Token));
        Assert.Equal((true, "d"), await list.TryRemoveLastAsync(Token));
        Assert.Equal("a", await list.RemoveLastAsync(Token));
        Assert.Equal((false, null), await list.TryRemoveLastAsync(Token));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await list.RemoveLastAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task An_item_is_found_by_what_it_says() => backend.RunAsync(async () =>
    {
        var list = await ListAsync(1, 2, 3, 2, 1);
        Assert.True(await list.ContainsAsync(3, Token));
        Assert.False(await list.ContainsAsync(4, Token));
        Assert.Equal(1, await list.IndexOfAsync(2, Token));
        Assert.Equal(3, await list.IndexOfAsync(2, 2, 3, Token));
        Assert.Equal(-1, await list.IndexOfAsync(2, 2, 1, Token));
        Assert.Equal(-1, await list.IndexOfAsync(2, 5, 0, Token));
        Assert.Equal(3, await list.LastIndexOfAsync(2, Token));
        Assert.Equal(-1, await list.LastIndexOfAsync(4, Token));
        Assert.Equal(2, await list.CountOfAsync(1, Token));
        Assert.Equal(0, await list.CountOfAsync(4, Token));
        await Refused("count", () => list.IndexOfAsync(2, 2, 4, Token));
    });

    [Fact(Timeout = Hang)]
    public Task Ranges_are_added_copied_replaced_and_removed_at_once() => backend.RunAsync(async () =>
    {
        var list = await ListAsync<int>();
        await list.AddRangeAsync([], Token);
        await list.AddRangeAsync([1, 2, 6], Token);
        await list.InsertRangeAsync(2, Enumerable.Range(3, 3), Token);
        Same([1, 2, 3, 4, 5, 6], await list.ToArrayAsync(Token));
        Same([2, 3], await list.GetRangeAsync(1, 2, Token));
        Same([2, 3, 4, 5], await list.GetRangeAsync(1..^1, Token));
        Same([], await list.GetRangeAsync(^0.., Token));
        Same([2, 4, 6], await list.GetRangeAsync(1.., 2, Token));
        Same([1, 4], await list.GetRangeAsync(.., 3, Token));
        await list.SetRangeAsync(1..3, [7, 8, 9], Token);
        Same([1, 7, 8, 9, 4, 5, 6], await list.ToArrayAsync(Token));
        await list.SetRangeAsync(^0..^0, [0], Token);
        await list.SetRangeAsync(.., 3, [-1, -2, -3], Token);
        Same([-1, 7, 8, -2, 4, 5, -3, 0], await list.ToArrayAsync(Token));
        await list.RemoveRangeAsync(1, 2, Token);
        await list.RemoveRangeAsync(^1.., Token);
        Same([-1, -2, 4, 5, -3], await list.ToArrayAsync(Token));
        await list.RemoveRangeAsync(1..4, 2, Token);
        Same([-1, 4, -3], await list.ToArrayAsync(Token));
        await list.RepeatAsync(2, Token);
        Same([-1, 4, -3, -1, 4, -3], await list.ToArrayAsync(Token));
        await list.RepeatAsync(1, Token);
        Assert.Equal(6, list.Count);
        await list.RepeatAsync(0, Token);
        Assert.Equal(0, list.Count);
        await list.RepeatAsync(5, Token);
        await list.AddAsync(1, Token);
        await list.ClearAsync(Token);
        Same([], await list.ToArrayAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task An_index_may_count_from_the_end() => backend.RunAsync(async () =>
    {
        var list = await ListAsync("a", "b", "c");
        Assert.Equal("c", await list.GetAsync(^1, Token));
        Assert.Equal("a", await list.GetAsync(^3, Token));
        Assert.Equal("b", await list.GetAsync((Index)1, Token));
        await list.SetAsync(^1, "z", Token);
        await list.InsertAsync(^1, "y", Token);
        await list.InsertAsync(^0, "!", Token);
        Same(["a", "b", "y", "z", "!"], await list.ToArrayAsync(Token));
        Assert.Equal("z", await list.RemoveAtAsync(^2, Token));
        Same(["a", "b", "y", "!"], await list.ToArrayAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task What_is_outside_is_refused_and_nothing_changes() => backend.RunAsync(async () =>
    {
        var list = await ListAsync(1, 2, 3);
        var message = (await Refused("index", () => list.GetAsync(3, Token))).Message;
        Assert.Contains("3 items", message, StringComparison.Ordinal);
        await Refused("index", () => list.GetAsync(-1, Token));
        await Refused("index", () => list.GetAsync(^4, Token));
        await Refused("index", () => list.GetAsync(^0, Token));
        await Refused("index", () => list.GetWithVersionAsync(3, Token));
        await Refused("index", async () => await list.SetAsync(3, 0, Token));
        await Refused("index", async () => await list.SetAsync(^0, 0, Token));
        await Refused("index", () => list.TrySetIfVersionAsync(-1, 0, 1, Token));
        await Refused("index", () => list.UpdateAsync(3, static item => item, Token));
        await Refused("index", async () => await list.InsertAsync(4, 0, Token));
        await Refused("index", async () => await list.InsertAsync(-1, 0, Token));
        await Refused("index", async () => await list.InsertAsync(^4, 0, Token));
        await Refused("index", async () => await list.InsertRangeAsync(4, [0], Token));
        await Refused("index", () => list.RemoveAtAsync(3, Token));
        await Refused("index", () => list.RemoveAtAsync(^0, Token));
        await Refused("index", async () => await list.RemoveRangeAsync(-1, 1, Token));
        await Refused("count", async () => await list.RemoveRangeAsync(2, 2, Token));
        await Refused("count", async () => await list.RemoveRangeAsync(2, -1, Token));
        await Refused("count", () => list.GetRangeAsync(1, int.MaxValue, Token));
        await Refused("range", () => list.GetRangeAsync(2..1, Token));
        await Refused("range", () => list.GetRangeAsync(..4, Token));
        await Refused("range", async () => await list.SetRangeAsync(^4.., [], Token));
        await Refused("step", () => list.GetRangeAsync(.., 0, Token));
        await Refused("step", async () => await list.SetRangeAsync(.., 0, [], Token));
        await Refused("step", async () => await list.RemoveRangeAsync(.., 0, Token));
        await Refused("count", async () => await list.RepeatAsync(-1, Token));
        await Refused("count", async () => await list.RepeatAsync(int.MaxValue, Token));
        await Assert.ThrowsAsync<ArgumentException>(async () => await list.SetRangeAsync(.., 2, [0], Token));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await list.AddRangeAsync(null!, Token));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await list.InsertRangeAsync(0, null!, Token));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await list.SetRangeAsync(.., null!, Token));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await list.TryReplaceAllAsync(null!, 0, Token));
        Same([1, 2, 3], await list.ToArrayAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task A_copy_has_the_items_and_their_versions() => backend.RunAsync(async () =>
    {
        var original = await ListAsync<string?>("a", null, "c");
        await original.SetAsync(0, "A", Token);
        var copy = await backend.CopyAsync(original, static (state, _) => new ListReferent<string?>(state));
        Same(["A", null, "c"], await copy.ToArrayAsync(Token));
        Assert.Equal(await original.GetWithVersionAsync(0, Token), await copy.GetWithVersionAsync(0, Token));
        Assert.Equal((await original.ToArrayWithVersionAsync(Token)).Version, (await copy.ToArrayWithVersionAsync(Token)).Version);
        await copy.AddAsync("d", Token);
        Assert.True((await copy.GetWithVersionAsync(3, Token)).Version > (await copy.GetWithVersionAsync(0, Token)).Version);
        Assert.Equal(3, original.Count);
    });

    [Fact(Timeout = Hang)]
    public Task It_can_be_made_with_items() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasProxies);
        await using var made = await backend.Manager.ListAsync([1, 2, 3], Token);
        Same([1, 2, 3], await made.ToArrayAsync(Token));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await backend.Manager.ListAsync<int>(null!, Token));
    });

    private static Task<ArgumentOutOfRangeException> Refused<TResult>(string parameter, Func<ValueTask<TResult>> call) =>
        Refused(parameter, async () => { await call(); });

    private static async Task<ArgumentOutOfRangeException> Refused(string parameter, Func<Task> call)
    {
        var refused = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(call);
        Assert.Equal(parameter, refused.ParamName);
        return refused;
    }

    private static void Same<T>(IEnumerable<T> expected, IEnumerable<T> actual) => Assert.Equal(expected, actual);

    private async ValueTask<ISharedList<T>> ListAsync<T>(params T[] items)
    {
        var list = await backend.MakeAsync(static manager => manager.ListAsync<T>(Token), static ISharedList<T> (_) => new ListReferent<T>());
        await list.AddRangeAsync(items, Token);
        return list;
    }
}
