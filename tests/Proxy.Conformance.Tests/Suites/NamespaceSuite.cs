using SharedObjects.Conformance.Tests.Backends;
using SharedObjects.Conformance.Tests.Elements;
using SharedObjects.Objects.Namespace;

namespace SharedObjects.Conformance.Tests.Suites;

/// <summary>What every <see cref="ISharedNamespace"/> promises, whatever is behind it.</summary>
public abstract class NamespaceSuite(Backend backend)
{
    private const int Hang = 60_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Hang)]
    public Task Values_of_any_types_are_set_and_read_by_name() => backend.RunAsync(async () =>
    {
        var names = await NamespaceAsync();
        Assert.Equal(0, names.Count);
        await names.SetAsync("x", 10, Token);
        await names.SetAsync("y", "hello", Token);
        await names.SetAsync("_z", new Point(1, 2.5), Token);
        await names.SetAsync<string?>("nothing", null, Token);
        await names.SetAsync("X", (1, "a"), Token);
        Assert.Equal(10, await names.GetAsync<int>("x", Token));
        Assert.Equal("hello", await names.GetAsync<string>("y", Token));
        Assert.Equal(new Point(1, 2.5), await names.GetAsync<Point>("_z", Token));
        Assert.Null(await names.GetAsync<string?>("nothing", Token));
        Assert.Equal((1, "a"), await names.GetAsync<(int, string)>("X", Token));
        Assert.Equal(["X", "_z", "nothing", "x", "y"], await names.KeysAsync(Token));
        Assert.Equal(5, names.Count);
        await names.SetAsync("x", "ten", Token);
        Assert.Equal("ten", await names.GetAsync<string>("x", Token));
        Assert.Equal(5, names.Count);
    });

    [Fact(Timeout = Hang)]
    public Task A_name_without_a_value_is_an_error_unless_it_is_expected() => backend.RunAsync(async () =>
    {
        var names = await NamespaceAsync();
        await names.SetAsync("x", 0, Token);
        var missing = await Assert.ThrowsAsync<KeyNotFoundException>(async () => await names.GetAsync<int>("elsewhere", Token));
        Assert.Contains("'elsewhere'", missing.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<KeyNotFoundException>(async () => await names.GetWithVersionAsync<int>("elsewhere", Token));
        await Assert.ThrowsAsync<KeyNotFoundException>(async () => await names.UpdateAsync<int>("elsewhere", static old => old, Token));
        Assert.Equal((false, 0), await names.TryGetAsync<int>("elsewhere", Token));
        Assert.Equal((true, 0), await names.TryGetAsync<int>("x", Token));
        Assert.Equal(7, await names.GetOrDefaultAsync("elsewhere", 7, Token));
        Assert.Equal(0, await names.GetOrDefaultAsync("x", 7, Token));
        Assert.Null(await names.GetOrDefaultAsync<string>("elsewhere", cancellationToken: Token));
        Assert.False(await names.ContainsAsync("elsewhere", Token));
        Assert.True(await names.ContainsAsync("x", Token));
        Assert.Equal(["x"], await names.KeysAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task A_value_is_read_as_what_it_was_set_as_or_not_at_all() => backend.RunAsync(async () =>
    {
        var names = await NamespaceAsync();
        await names.SetAsync("x", 10, Token);
        foreach (var read in (Func<Task>[])
            [
                async () => await names.GetAsync<string>("x", Token),
                async () => await names.GetAsync<long>("x", Token),
                async () => await names.GetAsync<int?>("x", Token),
                async () => await names.TryGetAsync<List<int>>("x", Token),
                async () => await names.GetOrDefaultAsync("x", 1.5, Token),
                async () => await names.GetOrAddAsync("x", "a", Token),
                async () => await names.UpdateAsync<byte>("x", static old => old, Token),
                async () => await names.GetWithVersionAsync<uint>("x", Token),
            ])
        {
            var refused = await Assert.ThrowsAsync<InvalidCastException>(read);
            Assert.Contains("'x'", refused.Message, StringComparison.Ordinal);
            Assert.Contains("System.Int32 ", refused.Message, StringComparison.Ordinal);
        }

        var named = await Assert.ThrowsAsync<InvalidCastException>(async () => await names.GetAsync<List<string>>("x", Token));
        Assert.Contains("System.Collections.Generic.List`1<System.String>", named.Message, StringComparison.Ordinal);
        Assert.Equal(10, await names.GetAsync<int>("x", Token));
    });

    [Fact(Timeout = Hang)]
    public Task Values_are_taken_away() => backend.RunAsync(async () =>
    {
        var names = await NamespaceAsync();
        await names.SetAsync("x", 1, Token);
        await names.SetAsync("y", 2, Token);
        Assert.True(await names.DeleteAsync("x", Token));
        Assert.False(await names.DeleteAsync("x", Token));
        Assert.Equal(["y"], await names.KeysAsync(Token));
        await names.SetAsync("z", 3, Token);
        await names.ClearAsync(Token);
        Assert.Equal(0, names.Count);
        Assert.Empty(await names.KeysAsync(Token));
        Assert.False(await names.ContainsAsync("y", Token));
    });

    [Fact(Timeout = Hang)]
    public Task A_name_that_is_none_is_refused_and_changes_nothing() => backend.RunAsync(async () =>
    {
        var names = await NamespaceAsync();
        foreach (var name in (string[])["", null!])
        {
            await RefusedAsync(async () => await names.SetAsync(name, 1, Token));
            await RefusedAsync(async () => await names.GetAsync<int>(name, Token));
            await RefusedAsync(async () => await names.TryGetAsync<int>(name, Token));
            await RefusedAsync(async () => await names.TrySetIfVersionAsync(name, 1, 0, Token));
            await RefusedAsync(async () => await names.GetOrAddAsync(name, 1, Token));
            await RefusedAsync(async () => await names.UpdateAsync<int>(name, static old => old, Token));
            await RefusedAsync(async () => await names.DeleteAsync(name, Token));
            await RefusedAsync(async () => await names.ContainsAsync(name, Token));
        }

        Assert.Equal("update", (await Assert.ThrowsAsync<ArgumentNullException>(async () => await names.UpdateAsync<int>("x", null!, Token))).ParamName);
        Assert.Equal("valueFactory", (await Assert.ThrowsAsync<ArgumentNullException>(async () => await names.GetOrAddAsync<int>("x", null!, Token))).ParamName);
        Assert.Equal("version", (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await names.TrySetIfVersionAsync("x", 1, -1, Token))).ParamName);
        Assert.Equal(0, names.Count);

        static async Task RefusedAsync(Func<Task> call) => Assert.Equal("name", (await Assert.ThrowsAnyAsync<ArgumentException>(call)).ParamName);
    });

    [Fact(Timeout = Hang)]
    public Task A_value_is_set_only_if_nobody_did_since_it_was_read() => backend.RunAsync(async () =>
    {
        var names = await NamespaceAsync();
        Assert.False(await names.TrySetIfVersionAsync("x", 1, 5, Token));
        Assert.True(await names.TrySetIfVersionAsync("x", 1, 0, Token));
        Assert.False(await names.TrySetIfVersionAsync("x", 2, 0, Token));
        var (value, version) = await names.GetWithVersionAsync<int>("x", Token);
        Assert.Equal(1, value);
        await names.SetAsync("y", 1, Token);
        Assert.True(await names.TrySetIfVersionAsync("x", 3, version, Token));
        Assert.False(await names.TrySetIfVersionAsync("x", 4, version, Token));

        // A name that was deleted and came back is another one.
        var (_, before) = await names.GetWithVersionAsync<int>("x", Token);
        await names.DeleteAsync("x", Token);
        Assert.False(await names.TrySetIfVersionAsync("x", 5, before, Token));
        await names.SetAsync("x", 3, Token);
        Assert.False(await names.TrySetIfVersionAsync("x", 5, before, Token));
        await names.ClearAsync(Token);
        Assert.True(await names.TrySetIfVersionAsync("x", "text", 0, Token));
        Assert.Equal("text", await names.GetAsync<string>("x", Token));
    });

    [Fact(Timeout = Hang)]
    public Task A_missing_value_is_made_once_and_an_update_starts_again() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.ServesManyThreads);
        var names = await NamespaceAsync();
        Assert.Equal(5, await names.GetOrAddAsync("x", 5, Token));
        Assert.Equal(5, await names.GetOrAddAsync("x", 6, Token));
        Assert.Equal(5, await names.GetOrAddAsync("x", int (_) => throw new FormatException(), Token));
        var made = 0;
        Assert.Equal("first", await names.GetOrAddAsync(
            "y",
            name =>
            {
                made++;
                names.SetAsync(name, "first", Token).AsTask().GetAwaiter().GetResult();
                return "second";
            },
            Token));
        Assert.Equal(1, made);
        List<int> seen = [];
        Assert.Equal(11, await names.UpdateAsync<int>(
            "x",
            old =>
            {
                seen.Add(old);
                if (seen.Count == 1)
                {
                    names.SetAsync("x", 10, Token).AsTask().GetAwaiter().GetResult();
                }

                return old + 1;
            },
            Token));
        Assert.Equal([5, 10], seen);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(async () => await names.GetOrAddAsync("z", number, Token), Token)));
        Assert.Single(answers.Distinct());
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            async () =>
            {
                for (var i = 0; i < 20; i++)
                {
                    await names.UpdateAsync<int>("x", static old => old + 1, Token);
                }
            },
            Token)));
        Assert.Equal(91, await names.GetAsync<int>("x", Token));
    });

    [Fact(Timeout = Hang)]
    public Task Values_may_be_shared_objects() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasSessions);
        var names = await NamespaceAsync();
        var inner = await NamespaceAsync();
        await using (var mutex = await backend.Manager.LockAsync(Token))
        await using (var queue = await backend.QueueAsync<Point>())
        {
            await names.SetAsync("lock", mutex, Token);
            await names.SetAsync("queue", queue, Token);
            await names.SetAsync("job", (1, mutex), Token);
            await inner.SetAsync("lock", mutex, Token);
        }

        await names.SetAsync("inner", inner, Token);
        await using var other = await backend.ConnectAsync();
        var theirs = await other.UseAsync(names);
        var theirLock = await theirs.GetAsync<ISharedLock>("lock", Token);
        await using (await theirLock.AcquireAsync(Token))
        {
            Assert.True((await (await names.GetAsync<ISharedNamespace>("inner", Token)).GetAsync<ISharedLock>("lock", Token)).IsHeld);
            Assert.True((await names.GetAsync<(int, ISharedLock)>("job", Token)).Item2.IsHeld);
        }

        await (await theirs.GetAsync<ISharedQueue<Point>>("queue", Token)).PutAsync(new Point(1, 2), Token);
        Assert.Equal(new Point(1, 2), await (await names.GetAsync<ISharedQueue<Point>>("queue", Token)).GetAsync(Token));
        await Assert.ThrowsAsync<InvalidCastException>(async () => await names.GetAsync<ISharedQueue<int>>("queue", Token));
        Assert.True(await names.DeleteAsync("lock", Token));
    });

    [Fact(Timeout = Hang)]
    public Task What_a_session_has_set_stays_when_it_ends() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasSessions);
        var names = await NamespaceAsync();
        await using (var other = await backend.ConnectAsync())
        {
            await (await other.UseAsync(names)).SetAsync("x", "theirs", Token);
        }

        Assert.Equal("theirs", await names.GetAsync<string>("x", Token));
    });

    [Fact(Timeout = Hang)]
    public Task A_copy_goes_on_by_itself_and_its_versions_too() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.Encodes);
        var names = await NamespaceAsync();
        await names.SetAsync("x", 1, Token);
        await names.SetAsync("gone", 1, Token);
        await names.SetAsync("queue", await backend.QueueAsync<int>(), Token);
        await names.SetAsync<string?>("nothing", null, Token);
        var (_, latest) = await names.GetWithVersionAsync<string?>("nothing", Token);
        await names.SetAsync("gone", 2, Token);
        await names.DeleteAsync("gone", Token);
        var copy = await backend.CopyAsync(names, static (state, _) => new NamespaceReferent(state));
        Assert.Equal(["nothing", "queue", "x"], await copy.KeysAsync(Token));
        Assert.Equal(await names.GetWithVersionAsync<int>("x", Token), await copy.GetWithVersionAsync<int>("x", Token));
        Assert.Equal(await names.GetAsync<ISharedQueue<int>>("queue", Token), await copy.GetAsync<ISharedQueue<int>>("queue", Token));
        await Assert.ThrowsAsync<InvalidCastException>(async () => await copy.GetAsync<string>("x", Token));
        await copy.SetAsync("x", 2, Token);
        Assert.Equal((2, latest + 2), await copy.GetWithVersionAsync<int>("x", Token));
        Assert.Equal(1, await names.GetAsync<int>("x", Token));
    });

    private ValueTask<ISharedNamespace> NamespaceAsync() =>
        backend.MakeAsync(static manager => manager.NamespaceAsync(Token), static ISharedNamespace (_) => new NamespaceReferent());
}
