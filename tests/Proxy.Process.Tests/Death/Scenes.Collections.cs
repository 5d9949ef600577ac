namespace SharedObjects.Process.Tests.Death;

// Collections: what was written stays, wholly, and a walk that nobody ends disturbs nobody.
internal static partial class Scenes
{
    /// <summary>More than one batch of a walk.</summary>
    private const int Many = 2000;

    private static IEnumerable<Scene> CollectionsUsed() =>
    [
        new HoldingScene<ISharedList<int>>("a list it walks", static manager => manager.ListAsync<int>(), static async list =>
        {
            await list.AddRangeAsync(Enumerable.Range(0, Many));
            return await WalkAsync(list.EnumerateSnapshotAsync());
        },
        static async list =>
        {
            await HoldsAsync(Enumerable.Range(0, Many), list.ToArrayAsync(Token));
            Assert.Equal(Many - 1, await list.RemoveLastAsync(Token));
        }),
        new HoldingScene<ISharedDictionary<int, string>>("a dictionary it walks", static manager => manager.DictionaryAsync<int, string>(), static async dictionary =>
        {
            await dictionary.SetManyAsync(Enumerable.Range(0, Many).Select(static key => KeyValuePair.Create(key, "a")));
            await dictionary.TryRemoveAsync(0);
            return await WalkAsync(dictionary.EnumerateAsync());
        },
        static async dictionary =>
        {
            await HoldsAsync(Enumerable.Range(1, Many - 1), dictionary.KeysAsync(Token));
            Assert.True(await dictionary.TryAddAsync(0, "b", Token));
        }),
        new HoldingScene<ISharedSet<int>>("a set it walks", static manager => manager.SetAsync<int>(), static async set =>
        {
            await set.AddManyAsync(Enumerable.Range(0, Many));
            return await WalkAsync(set.EnumerateSnapshotAsync());
        },
        static async set =>
        {
            Assert.Equal(Many, set.Count);
            Assert.False(await set.AddAsync(0, Token));
        }),
        new HoldingScene<ISharedArray<int>>("an array it filled", static manager => manager.ArrayAsync<int>(3), static async array =>
        {
            await array.SetRangeAsync(0, [1, 2, 3]);
            return array;
        },
        static array => HoldsAsync([1, 2, 3], array.ToArrayAsync(Token))),
        new HoldingScene<ISharedNamespace>("a namespace it filled", static manager => manager.NamespaceAsync(), static async names =>
        {
            await names.SetAsync("a", 1);
            return names;
        },
        static async names => Assert.Equal(1, await names.GetAsync<int>("a", Token))),
    ];

    /// <summary>Begins a walk and leaves it in the middle of a batch.</summary>
    private static async Task<object> WalkAsync<T>(IAsyncEnumerable<T> items)
    {
        var walk = items.GetAsyncEnumerator(CancellationToken.None);
        Assert.True(await walk.MoveNextAsync());
        return walk;
    }
}
