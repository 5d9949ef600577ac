using SharedObjects.Process.Tests.Death;
using SharedObjects.Process.Tests.Workers;

namespace SharedObjects.Process.Tests.Objects;

/// <summary>
/// What a process has written when it is killed stays, each write wholly or not at all, and the object is as good as before. Between any two objects there is one round
/// at most, because the calls were sent in order.
/// </summary>
public sealed class WriterDeathTests(KilledWriter writer) : IClassFixture<KilledWriter>
{
    private const int Hang = 120_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Hang)]
    public async Task Nothing_of_the_process_is_left() =>
        Assert.Equal((writer.Before.Objects, 1, 0), (writer.After.Objects, writer.After.Sessions, writer.After.WaitingCalls));

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedQueue<>), DeathState.Writing)]
    public async Task Queue()
    {
        var queue = writer.Buffers.Queue;
        Assert.Equal(queue.Count, queue.UnfinishedCount);
        WasWrittenInPairs(await queue.GetManyAsync(int.MaxValue, Token), await RoundsAsync());
        await queue.PutAsync(0, Token);
        Assert.Equal(0, await queue.GetAsync(Token));
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedStack<>), DeathState.Writing)]
    public async Task Stack()
    {
        var stack = writer.Buffers.Stack;
        Assert.Equal(stack.Count, stack.UnfinishedCount);
        WasWrittenInPairs([.. (await stack.PopRangeAsync(int.MaxValue, Token)).Reverse()], await RoundsAsync());
        await stack.PushAsync(0, Token);
        Assert.Equal(0, await stack.PopAsync(Token));
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedPriorityQueue<,>), DeathState.Writing)]
    public async Task PriorityQueue()
    {
        var items = writer.Buffers.PriorityQueue;
        Assert.Equal(items.Count, items.UnfinishedCount);
        WasWrittenInPairs([.. (await items.DequeueRangeAsync(int.MaxValue, Token)).Select(static pair => pair.Item)], await RoundsAsync());
        await items.EnqueueAsync(0, 0, Token);
        Assert.Equal((0, 0), await items.DequeueAsync(Token));
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedTopic<>), DeathState.Writing)]
    public async Task Topic()
    {
        var rounds = await RoundsAsync();
        List<int> items = [];
        while (writer.Published.Count > 0)
        {
            var message = (await writer.Published.ReadAsync(Token))!.Value;
            items.Add(message.Item);
            Assert.Equal((items.Count, 0), (message.SequenceNumber, message.Missed));
        }

        WasWrittenInPairs(items, rounds);
        Assert.Equal(items.Count + 1, await writer.Buffers.Topic.PublishAsync(0, Token));
        Assert.Equal(0, (await writer.Published.ReadAsync(Token))!.Value.Item);
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedValue<>), DeathState.Writing)]
    public async Task Value()
    {
        var value = writer.Cells.Value;
        var ((first, second), version) = await value.GetWithVersionAsync(Token);
        Assert.Equal((first, first), (second, version));
        Assert.InRange(first, await RoundsAsync(), await RoundsAsync() + 1);
        Assert.True(await value.TrySetIfVersionAsync((first, second), version, Token));
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedArray<>), DeathState.Writing)]
    public async Task Array()
    {
        var array = writer.Cells.Array;
        var rounds = Assert.Single((await array.ToArrayAsync(Token)).Distinct());
        Assert.InRange(rounds, await RoundsAsync(), await RoundsAsync() + 1);
        var last = array.Length - 1;
        Assert.Equal((await array.GetWithVersionAsync(0, Token)).Version, (await array.GetWithVersionAsync(last, Token)).Version);
        var (number, version) = await array.GetWithVersionAsync(last, Token);
        Assert.Equal(rounds, version);
        Assert.True(await array.TrySetIfVersionAsync(last, number, version, Token));
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedCounter), DeathState.Writing)]
    public async Task Counter()
    {
        var count = await writer.Cells.Counter.GetAsync(Token);
        Assert.InRange(count, await RoundsAsync(), await RoundsAsync() + 1);
        Assert.Equal(count, await writer.Cells.Counter.AddAsync(0, Token));
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedNamespace), DeathState.Writing)]
    public async Task Namespace()
    {
        var names = writer.Cells.Namespace;
        var ((first, second), version) = await names.GetWithVersionAsync<(int, int)>("latest", Token);
        Assert.Equal((first, first), (second, version));
        Assert.InRange(first, await RoundsAsync(), await RoundsAsync() + 1);
        Assert.Equal(["latest"], await names.KeysAsync(Token));
        Assert.True(await names.TrySetIfVersionAsync("latest", (first, second), version, Token));
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedList<>), DeathState.Writing)]
    public async Task List()
    {
        var list = writer.Collections.List;
        var (items, version) = await list.ToArrayWithVersionAsync(Token);
        WasWrittenInPairs(items, await RoundsAsync());
        Assert.Equal(items.Length, version);
        Assert.True(await list.TryReplaceAllAsync(items, version, Token));
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedDictionary<,>), DeathState.Writing)]
    public async Task Dictionary()
    {
        var dictionary = writer.Collections.Dictionary;
        var entries = (await dictionary.ToArrayAsync(Token)).ToDictionary();
        Assert.Equal(["first", "second"], entries.Keys.Order());
        Assert.Equal(entries["first"], entries["second"]);
        Assert.InRange(entries["first"], await RoundsAsync(), await RoundsAsync() + 1);
        var (_, number, version) = await dictionary.GetWithVersionAsync("first", Token);
        Assert.True(await dictionary.TryUpdateIfVersionAsync("first", number, version, Token));
    }

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedSet<>), DeathState.Writing)]
    public async Task Set()
    {
        // What was sent last of a round: all else is as far, or one further.
        var rounds = await RoundsAsync();
        Assert.InRange(rounds, WriterTargets.Rounds, int.MaxValue);
        var set = writer.Collections.Set;
        Assert.Equal(Enumerable.Range(1, rounds).SelectMany(static round => new[] { round, -round }), await set.ToArrayAsync(Token));
        Assert.False(await set.AddAsync(rounds, Token));
    }

    /// <summary>How many rounds were made to their end.</summary>
    private async Task<int> RoundsAsync() => (await writer.Collections.Set.ToArrayAsync(Token)).Max();

    private static void WasWrittenInPairs(IReadOnlyCollection<int> items, int rounds)
    {
        Assert.Equal(Enumerable.Range(1, items.Count / 2).SelectMany(static round => new[] { round, round }), items);
        Assert.InRange(items.Count / 2, rounds, rounds + 1);
    }
}
