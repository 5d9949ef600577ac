using SharedObjects.Conformance.Tests.Backends;

namespace SharedObjects.Conformance.Tests.Suites;

public abstract partial class DictionarySuite
{
    private const int Many = 1000;

    [Fact(Timeout = Hang)]
    public Task A_walk_sees_what_changes_ahead_of_it_and_everything_that_stays_once() => backend.RunAsync(async () =>
    {
        var squares = await SquaresAsync();
        var seen = new List<int>();
        await foreach (var (key, value) in squares.EnumerateAsync(Token))
        {
            seen.Add(key);
            if (seen.Count == 1)
            {
                // Where it stands, behind it, and far ahead.
                await squares.RemoveManyAsync(Enumerable.Range(0, 300), Token);
                await squares.RemoveAsync(Many - 1, Token);
                await squares.SetAsync(Many - 2, -1, Token);
                await squares.SetAsync(Many, Many * Many, Token);
            }

            Assert.Equal(key == Many - 2 ? -1 : key * key, value);
        }

        Same(seen.Distinct(), seen);
        Same([.. Enumerable.Range(300, Many - 301), Many], seen.Where(static key => key >= 300));
    });

    [Fact(Timeout = Hang)]
    public Task A_walk_over_what_is_cleared_ends_and_one_over_a_snapshot_does_not_notice() => backend.RunAsync(async () =>
    {
        var squares = await SquaresAsync();
        var seen = new List<int>();
        var live = 0;
        await using var walk = squares.EnumerateAsync(Token).GetAsyncEnumerator(Token);
        Assert.True(await walk.MoveNextAsync());
        await foreach (var (key, value) in squares.EnumerateSnapshotAsync(Token))
        {
            Assert.Equal(key * key, value);
            seen.Add(key);
            if (seen.Count == 1)
            {
                await squares.ClearAsync(Token);
                await squares.SetAsync(-1, 0, Token);
            }
        }

        Same(Enumerable.Range(0, Many), seen);
        while (await walk.MoveNextAsync())
        {
            live = walk.Current.Key;
        }

        Assert.Equal(-1, live);
        await foreach (var _ in (await DictionaryAsync<int, int>()).EnumerateAsync(Token))
        {
            Assert.Fail("An empty dictionary has no entries.");
        }
    });

    [Fact(Timeout = Hang)]
    public Task A_walk_can_be_cancelled_or_left() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasProxies);
        var squares = await SquaresAsync();
        using var cancellation = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in squares.EnumerateAsync(cancellation.Token))
            {
                await cancellation.CancelAsync();
            }
        });
        await foreach (var (key, _) in squares.EnumerateAsync(Token))
        {
            Assert.Equal(0, key);
            break;
        }

        Assert.Equal(Many, squares.Count);
    });

    private async ValueTask<ISharedDictionary<int, int>> SquaresAsync()
    {
        var squares = await DictionaryAsync<int, int>();
        await squares.SetManyAsync(Enumerable.Range(0, Many).Select(static number => KeyValuePair.Create(number, number * number)), Token);
        return squares;
    }
}
