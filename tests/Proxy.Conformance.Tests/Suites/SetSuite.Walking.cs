namespace SharedObjects.Conformance.Tests.Suites;

public abstract partial class SetSuite
{
    [Fact(Timeout = Hang)]
    public Task A_walk_sees_what_changes_ahead_of_it_and_a_snapshot_does_not() => backend.RunAsync(async () =>
    {
        const int Many = 1000;
        var set = await SetAsync([.. Enumerable.Range(0, Many)]);
        var (live, snapshot) = (new List<int>(), new List<int>());
        await foreach (var item in set.EnumerateAsync(Token))
        {
            live.Add(item);
            if (live.Count == 1)
            {
                await set.RemoveManyAsync([.. Enumerable.Range(0, 300), Many - 1], Token);
                await set.AddAsync(Many, Token);
            }
        }

        Same(live.Distinct(), live);
        Same([.. Enumerable.Range(300, Many - 301), Many], live.Where(static item => item >= 300));
        await foreach (var item in set.EnumerateSnapshotAsync(Token))
        {
            snapshot.Add(item);
            await set.RemoveAsync(item + 1, Token);
        }

        Same([.. Enumerable.Range(300, Many - 301), Many], snapshot);
        Same([300, Many], await set.ToArrayAsync(Token));
    });
}
