using SharedObjects.Conformance.Tests.Backends;
using SharedObjects.Objects.Value;

namespace SharedObjects.Conformance.Tests.Suites;

/// <summary>What every <see cref="ISharedValue{T}"/> promises, whatever is behind it.</summary>
public abstract partial class ValueSuite(Backend backend)
{
    private const int Hang = 60_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Hang)]
    public Task It_is_read_and_set() => backend.RunAsync(async () =>
    {
        var value = await ValueAsync("first");
        Assert.Equal("first", await value.GetAsync(Token));
        await value.SetAsync("second", Token);
        Assert.Equal("second", await value.ExchangeAsync("third", Token));
        Assert.Equal("third", await value.GetAsync(Token));
        await value.SetAsync(null!, Token);
        Assert.Null(await value.GetAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task It_is_exchanged_only_for_what_it_has_to_equal() => backend.RunAsync(async () =>
    {
        var value = await ValueAsync(0);
        Assert.Equal((false, 0), await value.CompareExchangeAsync(5, 1, Token));
        Assert.Equal(0, await value.GetAsync(Token));
        Assert.Equal((true, 0), await value.CompareExchangeAsync(5, 0, Token));
        Assert.Equal((false, 5), await value.CompareExchangeAsync(6, 0, Token));
        Assert.Equal(5, await value.GetAsync(Token));

        var text = await ValueAsync<string?>(null);
        Assert.Equal((true, null), await text.CompareExchangeAsync("a", null, Token));
        Assert.Equal((true, "a"), await text.CompareExchangeAsync(null, "a", Token));
        Assert.Null(await text.GetAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task It_is_set_only_if_nobody_did_since_it_was_read() => backend.RunAsync(async () =>
    {
        var value = await ValueAsync(1);
        var (read, version) = await value.GetWithVersionAsync(Token);
        Assert.Equal(1, read);
        Assert.True(await value.TrySetIfVersionAsync(2, version, Token));
        Assert.False(await value.TrySetIfVersionAsync(3, version, Token));
        Assert.False(await value.TrySetIfVersionAsync(3, version + 2, Token));
        Assert.Equal((2, version + 1), await value.GetWithVersionAsync(Token));

        // A value that came back is another one all the same.
        await value.SetAsync(9, Token);
        await value.SetAsync(2, Token);
        Assert.False(await value.TrySetIfVersionAsync(3, version + 1, Token));
        Assert.Equal((2, version + 3), await value.GetWithVersionAsync(Token));
        await value.CompareExchangeAsync(4, 5, Token);
        Assert.Equal((2, version + 3), await value.GetWithVersionAsync(Token));
        await value.AddAsync(1, Token);
        Assert.Equal((3, version + 4), await value.GetWithVersionAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task An_update_starts_again_when_somebody_was_faster() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.ServesManyThreads);
        var value = await ValueAsync(1);
        List<int> seen = [];
        var updated = await value.UpdateAsync(
            old =>
            {
                seen.Add(old);
                if (seen.Count == 1)
                {
                    value.SetAsync(10, Token).AsTask().GetAwaiter().GetResult();
                }

                return old + 1;
            },
            Token);
        Assert.Equal(11, updated);
        Assert.Equal(11, await value.GetAsync(Token));
        Assert.Equal([1, 10], seen);
        await Assert.ThrowsAsync<FormatException>(async () => await value.UpdateAsync(_ => throw new FormatException(), Token));
        Assert.Equal("update", (await Assert.ThrowsAsync<ArgumentNullException>(async () => await value.UpdateAsync(null!, Token))).ParamName);
        Assert.Equal(11, await value.GetAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task No_update_of_many_gets_lost() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.ServesManyThreads);
        var value = await ValueAsync((Count: 0, Sum: 0L));
        await Task.WhenAll(Enumerable.Range(1, 6).Select(number => backend.BesideAsync(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                await value.UpdateAsync(old => (old.Count + 1, old.Sum + number), Token);
            }
        })));
        Assert.Equal((120, 420L), await value.GetAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task Whoever_waits_for_a_change_gets_the_next_one() => backend.RunAsync(async () =>
    {
        var value = await ValueAsync("a");
        var (_, version) = await value.GetWithVersionAsync(Token);
        var waits = Enumerable.Range(0, 5).Select(_ => value.WaitForChangeAsync(version, Token).AsTask()).ToArray();
        Assert.Equal("a", await value.GetAsync(Token));
        Assert.DoesNotContain(waits, wait => wait.IsCompleted);
        Assert.False((await value.CompareExchangeAsync("x", "y", Token)).Exchanged);
        Assert.DoesNotContain(waits, wait => wait.IsCompleted);
        var first = value.SetAsync("b", Token);
        var second = value.SetAsync("c", Token);
        await first;
        await second;
        Assert.All(await Task.WhenAll(waits), change => Assert.Equal(("b", version + 1), change));
        Assert.Equal(("c", version + 2), await value.WaitForChangeAsync(version, Token));
        await Assert.ThrowsAsync<TimeoutException>(async () => await value.WaitForChangeAsync(version + 2, TimeSpan.Zero, Token));
        Assert.Equal("timeout", (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await value.WaitForChangeAsync(version, TimeSpan.FromSeconds(-2), Token))).ParamName);
    });

    [Fact(Timeout = Hang)]
    public Task A_wait_for_a_change_ends_by_cancellation_or_when_its_time_is_over() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.SetsTheTime);
        var value = await ValueAsync(1);
        var (_, version) = await value.GetWithVersionAsync(Token);
        using var cancellation = new CancellationTokenSource();
        var cancelled = value.WaitForChangeAsync(version, cancellation.Token).AsTask();
        var late = value.WaitForChangeAsync(version, TimeSpan.FromSeconds(5), Token).AsTask();
        var waiting = value.WaitForChangeAsync(version, Token).AsTask();
        Assert.Equal(1, await value.GetAsync(Token));
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        backend.Advance(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAsync<TimeoutException>(() => late);
        Assert.False(waiting.IsCompleted);
        await value.SetAsync(2, Token);
        Assert.Equal((2, version + 1), await waiting);
    });

    [Fact(Timeout = Hang)]
    public Task A_session_that_ends_leaves_what_it_set_and_takes_its_waits_with_it() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasSessions);
        var value = await ValueAsync(1);
        var other = await backend.ConnectAsync();
        var theirs = await other.UseAsync(value);
        await theirs.SetAsync(2, Token);
        var (_, version) = await value.GetWithVersionAsync(Token);
        var theirWait = theirs.WaitForChangeAsync(version, Token).AsTask();
        Assert.Equal(2, await theirs.GetAsync(Token));
        var waiting = value.WaitForChangeAsync(version, Token).AsTask();
        await other.DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => theirWait);
        Assert.Equal(2, await value.GetAsync(Token));
        Assert.False(waiting.IsCompleted);
        await value.SetAsync(3, Token);
        Assert.Equal(3, (await waiting).Value);
    });

    [Fact(Timeout = Hang)]
    public Task A_copy_goes_on_by_itself_and_its_versions_too() => backend.RunAsync(async () =>
    {
        var value = await ValueAsync("a");
        await value.SetAsync("b", Token);
        var (_, version) = await value.GetWithVersionAsync(Token);
        var waiting = value.WaitForChangeAsync(version, Token).AsTask();
        Assert.Equal("b", await value.GetAsync(Token));
        var copy = await backend.CopyAsync(value, static (state, time) => new ValueReferent<string>(state, new PlainArithmetic<string>(), time));
        Assert.Equal(("b", version), await copy.GetWithVersionAsync(Token));
        Assert.True(await copy.TrySetIfVersionAsync("c", version, Token));
        Assert.Equal(("c", version + 1), await copy.GetWithVersionAsync(Token));
        Assert.False(waiting.IsCompleted);
        Assert.Equal(("b", version), await value.GetWithVersionAsync(Token));
        await value.SetAsync("d", Token);
        await waiting;
    });

    private ValueTask<ISharedValue<T>> ValueAsync<T>(T initialValue) =>
        backend.MakeAsync(manager => manager.ValueAsync(initialValue, Token), ISharedValue<T> (time) => new ValueReferent<T>(initialValue, new PlainArithmetic<T>(), time));
}
