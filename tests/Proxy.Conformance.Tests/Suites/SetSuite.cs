using SharedObjects.Conformance.Tests.Backends;
using SharedObjects.Conformance.Tests.Elements;
using SharedObjects.Objects.Set;

namespace SharedObjects.Conformance.Tests.Suites;

/// <summary>What every <see cref="ISharedSet{T}"/> promises, whatever is behind it.</summary>
public abstract partial class SetSuite(Backend backend)
{
    private const int Hang = 60_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Hang)]
    public Task An_item_is_there_once() => backend.RunAsync(async () =>
    {
        var set = await SetAsync<string?>();
        Assert.Equal(0, set.Count);
        Assert.True(await set.AddAsync("a", Token));
        Assert.False(await set.AddAsync("a", Token));
        Assert.True(await set.AddAsync(null, Token));
        Assert.False(await set.AddAsync(null, Token));
        Assert.True(await set.AddAsync("", Token));
        Assert.Equal(3, set.Count);
        Assert.True(await set.ContainsAsync(null, Token));
        Assert.True(await set.ContainsAsync("a", Token));
        Assert.False(await set.ContainsAsync("A", Token));
        string?[] all = ["a", null, ""];
        Same(all, await set.ToArrayAsync(Token));
        Assert.True(await set.RemoveAsync(null, Token));
        Assert.False(await set.RemoveAsync(null, Token));
        Assert.Equal(new HashSet<string?> { "a", "" }, await set.ToHashSetAsync(Token));
        await set.ClearAsync(Token);
        Assert.Empty(await set.ToArrayAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task Some_item_is_taken() => backend.RunAsync(async () =>
    {
        var set = await SetAsync(1, 2);
        var (taken, first) = await set.TryTakeAsync(Token);
        Assert.True(taken);
        Assert.False(await set.ContainsAsync(first, Token));
        Assert.Equal(3, first + await set.TakeAsync(Token));
        Assert.Equal((false, 0), await set.TryTakeAsync(Token));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await set.TakeAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task Many_are_added_and_removed_at_once() => backend.RunAsync(async () =>
    {
        var set = await SetAsync(1, 2, 3);
        Assert.Equal(2, await set.AddManyAsync([3, 4, 4, 5], Token));
        Assert.Equal(2, await set.RemoveManyAsync([1, 1, 2, 9], Token));
        Same([3, 4, 5], await set.ToArrayAsync(Token));
        await set.UnionWithAsync([5, 6], Token);
        await set.ExceptWithAsync([3, 9], Token);
        Same([4, 5, 6], await set.ToArrayAsync(Token));
        await set.IntersectWithAsync([6, 4, 9], Token);
        Same([4, 6], await set.ToArrayAsync(Token));
        await set.SymmetricExceptWithAsync([6, 7, 7], Token);
        Same([4, 7], await set.ToArrayAsync(Token));
        Assert.Equal(1, await set.RemoveWhereAsync(static item => item > 5, Token));
        Assert.Equal(0, await set.RemoveWhereAsync(static item => item > 5, Token));
        Same([4], await set.ToArrayAsync(Token));
        await set.IntersectWithAsync([], Token);
        Assert.Equal(0, set.Count);
    });

    [Fact(Timeout = Hang)]
    public Task Two_sets_are_compared() => backend.RunAsync(async () =>
    {
        var set = await SetAsync(1, 2, 3);
        foreach (var other in new int[][] { [], [1], [1, 2], [1, 2, 3], [3, 3, 2, 1], [1, 2, 3, 4], [2, 9], [9] })
        {
            var plain = new HashSet<int> { 1, 2, 3 };
            Assert.Equal(plain.IsSubsetOf(other), await set.IsSubsetOfAsync(other, Token));
            Assert.Equal(plain.IsProperSubsetOf(other), await set.IsProperSubsetOfAsync(other, Token));
            Assert.Equal(plain.IsSupersetOf(other), await set.IsSupersetOfAsync(other, Token));
            Assert.Equal(plain.IsProperSupersetOf(other), await set.IsProperSupersetOfAsync(other, Token));
            Assert.Equal(plain.Overlaps(other), await set.OverlapsAsync(other, Token));
            Assert.Equal(plain.SetEquals(other), await set.SetEqualsAsync(other, Token));
            Same(plain.Union(other), await set.UnionAsync(other, Token));
            Same(plain.Intersect(other), await set.IntersectAsync(other, Token));
            Same(plain.Except(other), await set.ExceptAsync(other, Token));
            plain.SymmetricExceptWith(other);
            Same(plain.Order(), (await set.SymmetricExceptAsync(other, Token)).Order());
        }

        Same([1, 2, 3], await set.ToArrayAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task Nothing_is_no_other_side_and_changes_nothing() => backend.RunAsync(async () =>
    {
        var set = await SetAsync(1);
        foreach (var call in new Func<Task>[]
        {
            () => set.AddManyAsync(null!, Token).AsTask(),
            () => set.RemoveManyAsync(null!, Token).AsTask(),
            () => set.UnionWithAsync(null!, Token).AsTask(),
            () => set.ExceptWithAsync(null!, Token).AsTask(),
            () => set.IntersectWithAsync(null!, Token).AsTask(),
            () => set.SymmetricExceptWithAsync(null!, Token).AsTask(),
            () => set.IsSubsetOfAsync(null!, Token).AsTask(),
            () => set.IsProperSubsetOfAsync(null!, Token).AsTask(),
            () => set.IsSupersetOfAsync(null!, Token).AsTask(),
            () => set.IsProperSupersetOfAsync(null!, Token).AsTask(),
            () => set.OverlapsAsync(null!, Token).AsTask(),
            () => set.SetEqualsAsync(null!, Token).AsTask(),
            () => set.UnionAsync(null!, Token).AsTask(),
            () => set.IntersectAsync(null!, Token).AsTask(),
            () => set.ExceptAsync(null!, Token).AsTask(),
            () => set.SymmetricExceptAsync(null!, Token).AsTask(),
            () => set.RemoveWhereAsync(null!, Token).AsTask(),
        })
        {
            await Assert.ThrowsAsync<ArgumentNullException>(call);
        }

        Same([1], await set.ToArrayAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task Another_shared_set_is_copied_first() => backend.RunAsync(async () =>
    {
        var set = await SetAsync(1, 2);
        var other = await SetAsync(2, 3);
        await set.UnionWithAsync(await other.ToArrayAsync(Token), Token);
        Assert.True(await set.IsProperSupersetOfAsync(await other.ToHashSetAsync(Token), Token));
        Same([1, 2, 3], await set.ToArrayAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task Items_are_equal_by_what_they_say() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.Encodes);
        var arrays = await SetAsync<int[]>([1, 2], [1, 2], []);
        Assert.Equal(2, arrays.Count);
        Assert.True(await arrays.ContainsAsync([1, 2], Token));
        var points = await SetAsync(new Point(1, 2), new Point(1, 2));
        Assert.True(await points.RemoveAsync(new Point(1, 2), Token));
        Assert.Equal(0, points.Count);
    });

    [Fact(Timeout = Hang)]
    public Task Of_many_that_add_one_item_at_once_one_does() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.ServesManyThreads);
        var set = await SetAsync<int>();
        var added = new int[4];
        await Task.WhenAll(Enumerable.Range(0, added.Length).Select(number => backend.BesideAsync(async () =>
        {
            for (var i = 0; i < 50; i++)
            {
                added[number] += await set.AddAsync(i, Token) ? 1 : 0;
            }
        })));
        Assert.Equal(50, added.Sum());
        Assert.Equal(50, set.Count);
    });

    [Fact(Timeout = Hang)]
    public Task A_copy_has_the_items_in_their_order() => backend.RunAsync(async () =>
    {
        var original = await SetAsync<string?>("b", null, "a");
        var copy = await backend.CopyAsync(original, static (state, _) => new SetReferent<string?>(state));
        Same(["b", null, "a"], await copy.ToArrayAsync(Token));
        Assert.False(await copy.AddAsync(null, Token));
        Assert.True(await copy.AddAsync("c", Token));
        Assert.Equal(3, original.Count);
    });

    [Fact(Timeout = Hang)]
    public Task It_can_be_made_with_items() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasProxies);
        await using var made = await backend.Manager.SetAsync([1, 2, 1], Token);
        Same([1, 2], await made.ToArrayAsync(Token));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await backend.Manager.SetAsync<int>(null!, Token));
    });

    private static void Same<T>(IEnumerable<T> expected, IEnumerable<T> actual) => Assert.Equal(expected, actual);

    private async ValueTask<ISharedSet<T>> SetAsync<T>(params T[] items)
    {
        var set = await backend.MakeAsync(static manager => manager.SetAsync<T>(Token), static ISharedSet<T> (_) => new SetReferent<T>());
        await set.UnionWithAsync(items, Token);
        return set;
    }
}
