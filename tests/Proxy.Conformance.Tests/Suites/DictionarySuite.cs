using SharedObjects.Conformance.Tests.Backends;
using SharedObjects.Conformance.Tests.Elements;
using SharedObjects.Objects.Dictionary;

namespace SharedObjects.Conformance.Tests.Suites;

/// <summary>What every <see cref="ISharedDictionary{TKey, TValue}"/> promises, whatever is behind it.</summary>
public abstract partial class DictionarySuite(Backend backend)
{
    private const int Hang = 60_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Hang)]
    public Task What_was_set_is_there_until_it_is_removed() => backend.RunAsync(async () =>
    {
        var ages = await DictionaryAsync<string, int>();
        Assert.Equal(0, ages.Count);
        Assert.Equal((false, 0), await ages.TryGetAsync("ada", Token));
        await ages.SetAsync("ada", 36, Token);
        await ages.SetAsync("", 0, Token);
        await ages.SetAsync("ada", 37, Token);
        Assert.Equal(2, ages.Count);
        Assert.Equal(37, await ages.GetAsync("ada", Token));
        Assert.Equal((true, 0), await ages.TryGetAsync("", Token));
        Assert.True(await ages.ContainsKeyAsync("ada", Token));
        Assert.False(await ages.ContainsKeyAsync("Ada", Token));
        Assert.True(await ages.ContainsValueAsync(37, Token));
        Assert.False(await ages.ContainsValueAsync(36, Token));
        Assert.True(await ages.RemoveAsync("ada", Token));
        Assert.False(await ages.RemoveAsync("ada", Token));
        Assert.Equal((true, 0), await ages.TryRemoveAsync("", Token));
        Assert.Equal((false, 0), await ages.TryRemoveAsync("", Token));
        Assert.Equal(0, ages.Count);
    });

    [Fact(Timeout = Hang)]
    public Task A_key_that_is_not_there_is_an_error_or_a_default() => backend.RunAsync(async () =>
    {
        var ages = await DictionaryAsync<string, int>();
        await Assert.ThrowsAsync<KeyNotFoundException>(async () => await ages.GetAsync("ada", Token));
        var update = await Assert.ThrowsAsync<KeyNotFoundException>(async () => await ages.UpdateAsync("ada", static age => age + 1, Token));
        Assert.Contains("'ada'", update.Message, StringComparison.Ordinal);
        Assert.Equal(0, await ages.GetValueOrDefaultAsync("ada", Token));
        Assert.Equal(5, await ages.GetValueOrDefaultAsync("ada", 5, Token));
        Assert.Equal(0, ages.Count);
        await ages.SetAsync("ada", 36, Token);
        Assert.Equal(36, await ages.GetValueOrDefaultAsync("ada", Token));
        Assert.Equal(36, await ages.GetValueOrDefaultAsync("ada", 5, Token));
    });

    [Fact(Timeout = Hang)]
    public Task A_key_is_added_once() => backend.RunAsync(async () =>
    {
        var ages = await DictionaryAsync<string, int>();
        Assert.True(await ages.TryAddAsync("ada", 36, Token));
        Assert.False(await ages.TryAddAsync("ada", 99, Token));
        var refused = await Assert.ThrowsAsync<ArgumentException>(async () => await ages.AddAsync("ada", 99, Token));
        Assert.Equal("key", refused.ParamName);
        Assert.Contains("'ada'", refused.Message, StringComparison.Ordinal);
        await ages.AddAsync("grace", 85, Token);
        Assert.Equal(36, await ages.GetOrAddAsync("ada", 99, Token));
        Assert.Equal(28, await ages.GetOrAddAsync("emmy", 28, Token));
        Same(["ada", "grace", "emmy"], await ages.KeysAsync(Token));
        Same([36, 85, 28], await ages.ValuesAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task Entries_are_in_the_order_in_which_their_keys_were_added() => backend.RunAsync(async () =>
    {
        var squares = await DictionaryAsync<int, int>();
        await squares.SetManyAsync(Enumerable.Range(0, 5).Select(static i => KeyValuePair.Create(4 - i, (4 - i) * (4 - i))), Token);
        await squares.SetAsync(3, 10, Token);
        await squares.RemoveAsync(4, Token);
        await squares.SetAsync(4, 16, Token);
        Same([3, 2, 1, 0, 4], await squares.KeysAsync(Token));
        Same([10, 4, 1, 0, 16], await squares.ValuesAsync(Token));
        Same([new(3, 10), new(2, 4), new(1, 1), new(0, 0), new(4, 16)], await squares.ToArrayAsync(Token));
        Assert.Equal((true, 4, 16), await squares.TryTakeLastAsync(Token));
        Assert.Equal(KeyValuePair.Create(0, 0), await squares.TakeLastAsync(Token));
        Same([3, 2, 1], await squares.KeysAsync(Token));
        await squares.ClearAsync(Token);
        Assert.Equal((false, 0, 0), await squares.TryTakeLastAsync(Token));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await squares.TakeLastAsync(Token));
        await squares.SetAsync(7, 49, Token);
        Same([7], await squares.KeysAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task Many_are_set_read_and_removed_at_once() => backend.RunAsync(async () =>
    {
        var squares = await DictionaryAsync<int, int>();
        await squares.SetManyAsync([], Token);
        await squares.SetManyAsync([new(1, 0), new(2, 4), new(1, 1)], Token);
        await squares.SetManyAsync(new Dictionary<int, int> { [3] = 9 }, Token);
        Assert.Equal(new() { [1] = 1, [2] = 4, [3] = 9 }, await squares.ToDictionaryAsync(Token));
        Assert.Equal(new() { [3] = 9, [1] = 1 }, await squares.GetManyAsync([3, 5, 1, 3], Token));
        Assert.Equal(new() { [1] = 1, [2] = 5, [3] = 9, [6] = 36 }, await squares.UnionAsync([new(2, 5), new(6, 36)], Token));
        Assert.Equal(2, await squares.RemoveManyAsync([1, 5, 3, 1], Token));
        Same([2], await squares.KeysAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task A_null_is_no_key_and_changes_nothing() => backend.RunAsync(async () =>
    {
        var words = await DictionaryAsync<string, string?>();
        await words.SetAsync("kept", "before", Token);
        foreach (var call in new Func<Task>[]
        {
            () => words.GetAsync(null!, Token).AsTask(),
            () => words.TryGetAsync(null!, Token).AsTask(),
            () => words.GetWithVersionAsync(null!, Token).AsTask(),
            () => words.ContainsKeyAsync(null!, Token).AsTask(),
            () => words.SetAsync(null!, "", Token).AsTask(),
            () => words.TryAddAsync(null!, "", Token).AsTask(),
            () => words.AddAsync(null!, "", Token).AsTask(),
            () => words.GetOrAddAsync(null!, "", Token).AsTask(),
            () => words.TryUpdateAsync(null!, "", "", Token).AsTask(),
            () => words.TryUpdateIfVersionAsync(null!, "", 0, Token).AsTask(),
            () => words.AddOrUpdateAsync(null!, "", static (_, value) => value, Token).AsTask(),
            () => words.RemoveAsync(null!, Token).AsTask(),
            () => words.RemoveAsync(null!, "", Token).AsTask(),
            () => words.TryRemoveAsync(null!, Token).AsTask(),
            () => words.TryRemoveIfVersionAsync(null!, 1, Token).AsTask(),
            () => words.SetManyAsync([new("kept", "after"), new(null!, "")], Token).AsTask(),
            () => words.GetManyAsync(["kept", null!], Token).AsTask(),
            () => words.RemoveManyAsync(["kept", null!], Token).AsTask(),
            () => words.RemoveManyIfVersionAsync([("kept", 1), (null!, 1)], Token).AsTask(),
            () => words.SetManyAsync(null!, Token).AsTask(),
            () => words.GetManyAsync(null!, Token).AsTask(),
            () => words.RemoveManyAsync(null!, Token).AsTask(),
            () => words.RemoveManyIfVersionAsync(null!, Token).AsTask(),
        })
        {
            var refused = await Assert.ThrowsAsync<ArgumentNullException>(call);
            Assert.True(refused.ParamName is "key" or "keys" or "entries", refused.ParamName);
        }

        Same([new("kept", "before")], await words.ToArrayAsync(Token));
        await words.SetAsync("null", null, Token);
        Assert.Equal((true, null), await words.TryGetAsync("null", Token));
        Assert.True(await words.ContainsValueAsync(null, Token));
    });

    [Fact(Timeout = Hang)]
    public Task Keys_and_values_are_equal_by_what_they_say() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.Encodes);
        var places = await DictionaryAsync<Point, Settings>();
        await places.SetAsync(new Point(1, 2), new Settings { Name = "a", Sizes = [1] }, Token);
        await places.SetAsync(new Point(1, 2), new Settings { Name = "b", Sizes = [2, 3] }, Token);
        Assert.Equal(1, places.Count);
        Assert.True(await places.ContainsValueAsync(new Settings { Name = "b", Sizes = [2, 3] }, Token));
        Assert.True(await places.TryUpdateAsync(new Point(1, 2), new Settings { Name = "c" }, new Settings { Name = "b", Sizes = [2, 3] }, Token));
        var read = await places.GetAsync(new Point(1, 2), Token);
        read.Name = "changed";
        Assert.Equal("c", (await places.GetAsync(new Point(1, 2), Token)).Name);
        var arrays = await DictionaryAsync<byte[], Colour>();
        await arrays.SetAsync([1, 2], Colour.Red, Token);
        Assert.Equal(Colour.Red, await arrays.GetAsync([1, 2], Token));
        var zeros = await DictionaryAsync<double, string>();
        await zeros.SetAsync(0.0, "plus", Token);
        await zeros.SetAsync(-0.0, "minus", Token);
        Assert.Equal(2, zeros.Count);
    });

    [Fact(Timeout = Hang)]
    public Task A_copy_has_the_entries_their_order_and_their_versions() => backend.RunAsync(async () =>
    {
        var original = await DictionaryAsync<string, int?>();
        await original.SetManyAsync([new("a", 1), new("b", null), new("c", 3)], Token);
        await original.SetAsync("a", 10, Token);
        await original.RemoveAsync("c", Token);
        var copy = await backend.CopyAsync(original, static (state, _) => new DictionaryReferent<string, int?>(state));
        Same([new("a", 10), new("b", null)], await copy.ToArrayAsync(Token));
        var (_, _, version) = await original.GetWithVersionAsync("a", Token);
        Assert.Equal((true, 10, version), await copy.GetWithVersionAsync("a", Token));
        await copy.SetAsync("d", 4, Token);
        Assert.True((await copy.GetWithVersionAsync("d", Token)).Version > version + 1, "A revision was used twice.");
        Assert.Equal(2, original.Count);
    });

    [Fact(Timeout = Hang)]
    public Task It_can_be_made_with_entries() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasProxies);
        await using var made = await backend.Manager.DictionaryAsync(new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 }, Token);
        Same(["a", "b"], await made.KeysAsync(Token));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await backend.Manager.DictionaryAsync<string, int>([new(null!, 1)], Token));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await backend.Manager.DictionaryAsync<string, int>(null!, Token));
    });

    private static void Same<T>(IEnumerable<T> expected, IEnumerable<T> actual) => Assert.Equal(expected, actual);

    private ValueTask<ISharedDictionary<TKey, TValue>> DictionaryAsync<TKey, TValue>()
        where TKey : notnull => backend.MakeAsync(
        static manager => manager.DictionaryAsync<TKey, TValue>(Token),
        static ISharedDictionary<TKey, TValue> (_) => new DictionaryReferent<TKey, TValue>());
}
