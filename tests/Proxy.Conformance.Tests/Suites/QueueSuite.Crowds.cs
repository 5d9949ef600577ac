using SharedObjects.Conformance.Tests.Backends;

namespace SharedObjects.Conformance.Tests.Suites;

public abstract partial class QueueSuite
{
    [Theory(Timeout = Hang)]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(5)]
    public Task A_crowd_of_producers_and_consumers_moves_every_item_once_and_keeps_each_producers_order(int? capacity) => backend.RunAsync(async () =>
    {
        const int Producers = 64;
        const int Consumers = 64;
        const int Each = 20;
        var queue = await backend.QueueAsync<(int Producer, int Number)>(capacity);
        var got = new List<(int Producer, int Number)>[Consumers];
        var producers = Enumerable.Range(0, Producers).Select(producer => backend.BesideAsync(async () =>
        {
            for (var number = 0; number < Each; number++)
            {
                await queue.PutAsync((producer, number), Token);
            }
        }));
        var consumers = Enumerable.Range(0, Consumers).Select(consumer => backend.BesideAsync(async () =>
        {
            var mine = got[consumer] = [];
            for (var number = 0; number < Producers * Each / Consumers; number++)
            {
                mine.Add(await queue.GetAsync(Token));
            }
        }));
        await Task.WhenAll([.. producers, .. consumers]);

        Assert.Equal(0, queue.Count);
        Assert.Equal(
            from producer in Enumerable.Range(0, Producers) from number in Enumerable.Range(0, Each) select (producer, number),
            got.SelectMany(items => items).Order());
        foreach (var mine in got)
        {
            Assert.All(mine.GroupBy(item => item.Producer), items => Assert.Equal(items.Order(), items));
        }
    });

    [Fact(Timeout = Hang)]
    public Task Many_threads_read_the_count_while_calls_wait() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.ServesManyThreads);
        var empty = await backend.QueueAsync<int>();
        var full = await backend.QueueAsync<int>(1);
        await full.PutAsync(0, Token);
        var gets = Enumerable.Range(0, 10).Select(_ => empty.GetAsync(Token).AsTask()).ToArray();
        var puts = Enumerable.Range(0, 10).Select(i => full.PutAsync(i, Token).AsTask()).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
            () =>
            {
                for (var i = 0; i < 100; i++)
                {
                    Assert.Equal(0, empty.Count);
                    Assert.Equal(1, full.Count);
                    Assert.Equal(1, full.Capacity);
                }
            },
            Token,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
        for (var i = 0; i < 10; i++)
        {
            await empty.PutAsync(await full.GetAsync(Token), Token);
        }

        await Task.WhenAll(puts);
        Assert.Equal(Enumerable.Range(0, 9).Prepend(0), await Task.WhenAll(gets));
    });
}
