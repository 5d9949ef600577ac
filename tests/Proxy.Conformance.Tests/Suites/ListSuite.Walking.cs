namespace SharedObjects.Conformance.Tests.Suites;

public abstract partial class ListSuite
{
    private const int Many = 1000;

    [Fact(Timeout = Hang)]
    public Task A_walk_goes_from_index_to_index_and_a_snapshot_stays_as_it_was() => backend.RunAsync(async () =>
    {
        var list = await ListAsync<string?>([.. Enumerable.Range(0, Many).Select(static number => $"{number}")]);
        var (live, snapshot) = (new List<string?>(), new List<string?>());
        await foreach (var item in list.EnumerateAsync(Token))
        {
            live.Add(item);
            if (live.Count == 1)
            {
                await list.SetAsync(Many - 1, "changed", Token);
                await list.AddAsync(null, Token);
                await list.RemoveAtAsync(500, Token);
            }
        }

        Assert.Equal(Many, live.Count);
        Same(await list.ToArrayAsync(Token), live);
        Same(["changed", null], live[^2..]);
        await foreach (var item in list.EnumerateSnapshotAsync(Token))
        {
            snapshot.Add(item);
            if (snapshot.Count == 1)
            {
                await list.ClearAsync(Token);
            }
        }

        Same(live, snapshot);
    });

    [Fact(Timeout = Hang)]
    public Task A_walk_ends_where_the_list_has_become_shorter() => backend.RunAsync(async () =>
    {
        var list = await ListAsync([.. Enumerable.Range(0, Many)]);
        var seen = 0;
        await foreach (var item in list.EnumerateAsync(Token))
        {
            Assert.Equal(seen++, item);
            if (seen == 1)
            {
                await list.RemoveRangeAsync(400.., Token);
            }
        }

        Assert.Equal(400, seen);
    });
}
