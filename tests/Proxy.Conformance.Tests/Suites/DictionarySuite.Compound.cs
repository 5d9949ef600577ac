using SharedObjects.Conformance.Tests.Backends;

namespace SharedObjects.Conformance.Tests.Suites;

public abstract partial class DictionarySuite
{
    [Fact(Timeout = Hang)]
    public Task An_entry_is_changed_only_at_the_version_or_value_that_was_read() => backend.RunAsync(async () =>
    {
        // Values that are numbers like versions are not taken for them.
        var counts = await DictionaryAsync<string, long>();
        Assert.Equal((false, 0, 0), await counts.GetWithVersionAsync("a", Token));
        Assert.False(await counts.TryUpdateIfVersionAsync("a", 1, 5, Token));
        Assert.True(await counts.TryUpdateIfVersionAsync("a", 1, 0, Token));
        Assert.False(await counts.TryUpdateIfVersionAsync("a", 2, 0, Token));
        var (_, _, first) = await counts.GetWithVersionAsync("a", Token);
        Assert.True(first > 0);
        await counts.SetAsync("b", 0, Token);
        Assert.True(await counts.TryUpdateIfVersionAsync("a", 2, first, Token));
        Assert.False(await counts.TryUpdateIfVersionAsync("a", 3, first, Token));
        Assert.False(await counts.TryRemoveIfVersionAsync("a", first, Token));
        var (_, _, second) = await counts.GetWithVersionAsync("a", Token);

        // There and back again is a change all the same, and so is being removed and added.
        await counts.SetAsync("a", 3, Token);
        await counts.SetAsync("a", 2, Token);
        Assert.False(await counts.TryUpdateIfVersionAsync("a", 4, second, Token));
        var (_, _, third) = await counts.GetWithVersionAsync("a", Token);
        await counts.RemoveAsync("a", Token);
        await counts.AddAsync("a", 2, Token);
        Assert.False(await counts.TryRemoveIfVersionAsync("a", third, Token));
        Assert.True(await counts.TryRemoveIfVersionAsync("a", (await counts.GetWithVersionAsync("a", Token)).Version, Token));

        Assert.False(await counts.TryUpdateAsync("a", 1, 0, Token));
        Assert.False(await counts.TryUpdateAsync("b", 1, 5, Token));
        Assert.True(await counts.TryUpdateAsync("b", 1, 0, Token));
        Assert.False(await counts.RemoveAsync("b", 0, Token));
        Assert.True(await counts.RemoveAsync("b", 1, Token));
        Assert.False(await counts.RemoveAsync("b", 1, Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await counts.TryUpdateIfVersionAsync("a", 1, -1, Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await counts.TryRemoveIfVersionAsync("a", 0, Token));
        Assert.Equal(0, counts.Count);
    });

    [Fact(Timeout = Hang)]
    public Task A_delegate_decides_what_is_set() => backend.RunAsync(async () =>
    {
        var counts = await DictionaryAsync<string, int>();
        Assert.Equal(1, await counts.AddOrUpdateAsync("a", 1, static (_, count) => count + 1, Token));
        Assert.Equal(2, await counts.AddOrUpdateAsync("a", 1, static (_, count) => count + 1, Token));
        Assert.Equal(3, await counts.AddOrUpdateAsync("abc", static key => key.Length, static (_, count) => count, Token));
        Assert.Equal(20, await counts.UpdateAsync("a", static count => count * 10, Token));
        Assert.Equal(20, await counts.GetOrAddAsync("a", static _ => throw new InvalidOperationException("It is there."), Token));
        Assert.Equal(2, await counts.GetOrAddAsync("xy", static key => key.Length, Token));
        Assert.False(await counts.RemoveIfAsync("a", static count => count < 20, Token));
        Assert.False(await counts.RemoveIfAsync("nobody", static _ => true, Token));
        Assert.True(await counts.RemoveIfAsync("a", static count => count == 20, Token));
        Assert.Equal(1, await counts.RemoveWhereAsync(static (key, count) => key == "xy" || count > 5, Token));
        Assert.Equal(0, await counts.RemoveWhereAsync(static (_, _) => false, Token));
        Same(["abc"], await counts.KeysAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task What_changed_while_a_delegate_ran_is_not_lost() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.ServesManyThreads);
        var counts = await DictionaryAsync<string, int>();
        await counts.SetAsync("a", 1, Token);
        var runs = 0;
        Assert.Equal(101, await counts.UpdateAsync("a", Disturbed(static count => count + 1, 100), Token));
        Assert.Equal(2, runs);
        runs = 0;
        Assert.Equal(51, await counts.AddOrUpdateAsync("b", _ => Disturbed(static _ => -1, 50, "b")(0), static (_, count) => count + 1, Token));
        runs = 0;
        Assert.Equal(7, await counts.GetOrAddAsync("c", _ => Disturbed(static _ => -1, 7, "c")(0), Token));
        runs = 0;
        Assert.False(await counts.RemoveIfAsync("a", count => count == 101 && Disturbed(static _ => 1, 5)(0) == 1, Token));
        Assert.Equal(5, await counts.GetAsync("a", Token));
        runs = 0;

        // The entry that changes after it was chosen is judged again.
        Assert.Equal(2, await counts.RemoveWhereAsync((key, count) => key == "a" ? Disturbed(_ => count, 6)(0) >= 5 : key == "b", Token));
        Same(["c"], await counts.KeysAsync(Token));

        Func<int, int> Disturbed(Func<int, int> update, int meanwhile, string key = "a") => count =>
        {
            if (runs++ == 0)
            {
                counts.SetAsync(key, meanwhile, Token).AsTask().GetAwaiter().GetResult();
            }

            return update(count);
        };
    });

    [Fact(Timeout = Hang)]
    public Task Of_many_that_count_at_once_each_counts() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.ServesManyThreads);
        var counts = await DictionaryAsync<string, int>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => backend.BesideAsync(async () =>
        {
            for (var i = 0; i < 50; i++)
            {
                await counts.AddOrUpdateAsync("all", 1, static (_, count) => count + 1, Token);
                await counts.AddOrUpdateAsync($"{number}", static _ => 1, static (_, count) => count + 1, Token);
            }
        })));
        Assert.Equal(400, await counts.GetAsync("all", Token));
        Assert.Equal(9, counts.Count);
        Assert.Equal(8, (await counts.ValuesAsync(Token)).Count(static count => count == 50));
    });

    [Fact(Timeout = Hang)]
    public Task Of_many_that_add_one_key_at_once_one_does_and_all_get_its_value() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.ServesManyThreads);
        var values = await DictionaryAsync<int, Guid>();
        var got = new Guid[8];
        await Task.WhenAll(Enumerable.Range(0, got.Length).Select(number => backend.BesideAsync(
            async () => got[number] = await values.GetOrAddAsync(1, static _ => Guid.NewGuid(), Token))));
        Assert.Single(got.Distinct());
    });
}
