using System.Runtime.CompilerServices;
using SharedObjects.Runtime.Tests.Support;

namespace SharedObjects.Runtime.Tests.Server;

/// <summary>What a referent makes for a caller belongs to the caller, and keeps what it is a part of.</summary>
public sealed class PartTests
{
    private const int Hang = 60_000;

    private readonly List<string> disposed = [];

    [Fact(Timeout = Hang)]
    public async Task A_part_goes_at_once_with_its_last_holder_and_keeps_its_whole_until_then()
    {
        await using var manager = Books();
        await using var client = await manager.ConnectAsync();
        var book = await client.CreateAsync<IBook>();
        var (one, two) = (await book.OpenAsync(1), await book.OpenAsync(2));
        Assert.NotEqual(one, two);
        await one.DisposeAsync();
        await Until.TrueAsync(() => Disposed() is ["page 1"]);
        await book.DisposeAsync();
        Assert.Equal(2, await two.NumberAsync());
        Assert.Equal(["page 1"], Disposed());
        await two.DisposeAsync();
        await Until.TrueAsync(() => Disposed() is ["page 1", "page 2", "book"]);
    }

    [Fact(Timeout = Hang)]
    public async Task Parts_go_with_the_session_that_has_them()
    {
        await using var manager = Books();
        await using (var client = await manager.ConnectAsync())
        {
            var book = await client.CreateAsync<IBook>();
            await book.OpenAsync(1);
            await book.OpenAsync(2);
        }

        await Until.TrueAsync(() => Disposed().Length == 3);
        Assert.Equal(["book", "page 1", "page 2"], Disposed().Order());
    }

    [Fact(Timeout = Hang)]
    public async Task A_part_that_was_stored_goes_when_nothing_refers_to_it_though_its_whole_lives()
    {
        await using var manager = SharedManager.StartInProcess();
        var topic = await manager.TopicAsync<int>(Token);
        var list = await manager.ListAsync<ITopicSubscription<int>>(Token);
        await StoreAsync(topic, list);
        await manager.CollectAsync();
        Assert.Equal(1, topic.SubscriberCount);
        await list.ClearAsync(Token);
        await manager.CollectAsync();
        Assert.Equal(0, topic.SubscriberCount);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static async Task StoreAsync(ISharedTopic<int> topic, ISharedList<ITopicSubscription<int>> list)
        {
            await using var subscription = await topic.SubscribeAsync(cancellationToken: Token);
            await list.AddAsync(subscription, Token);
        }
    }

    [Fact(Timeout = Hang)]
    public async Task An_object_that_is_shared_under_two_contracts_lives_while_either_is_held()
    {
        await using var manager = SharedManager.StartInProcess();
        var mutex = await manager.ReentrantLockAsync(Token);
        var condition = await manager.ConditionAsync(mutex, Token);
        var again = condition.Lock;
        await condition.DisposeAsync();
        await mutex.DisposeAsync();
        await using (await again.AcquireAsync(Token))
        {
            Assert.True(again.IsHeld);
        }

        await again.DisposeAsync();
        await manager.CollectAsync();
        Assert.Equal(0, (await manager.GetStatisticsAsync(Token)).Objects);
    }

    [Fact(Timeout = Hang)]
    public async Task A_part_that_never_left_is_disposed()
    {
        await using var manager = new TestManager(builder => builder.Register<IBook>(() => new Book(disposed)), maximumFrameLength: 50_000);
        await using var client = await manager.ConnectAsync();
        var book = await client.CreateAsync<IBook>();
        await Assert.ThrowsAsync<EncodingException>(async () => await book.TearAsync());
        await Until.TrueAsync(() => Disposed() is ["page 0"]);
    }

    [Fact(Timeout = Hang)]
    public async Task Parts_take_turns_with_each_other()
    {
        await using var manager = Books();
        await using var client = await manager.ConnectAsync();
        var book = await client.CreateAsync<IBook>();
        var pages = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => book.OpenAsync(i).AsTask()));
        var numbers = await Task.WhenAll(Enumerable.Range(0, 800).Select(i => pages[i % pages.Length].NumberAsync().AsTask()));
        Assert.Equal(Enumerable.Range(0, 800).Select(i => i % pages.Length), numbers);
    }

    [Fact(Timeout = Hang)]
    public async Task What_a_session_held_of_an_object_and_its_parts_is_all_back_before_any_of_it_is_free()
    {
        await using var manager = Books();
        var client = await manager.ConnectAsync();
        var book = await client.CreateAsync<IBook>();
        var (one, two) = (await book.OpenAsync(1), await book.OpenAsync(2));
        await one.BorrowAsync();
        await book.BorrowAsync();
        await two.BorrowAsync();
        await client.DisposeAsync();
        await Until.TrueAsync(() => Disposed().Length == 9);
        string[] settled = [.. Disposed().Where(what => what.Contains(" is ", StringComparison.Ordinal))];
        Assert.Equal(6, settled.Length);
        Assert.All(settled[..3], what => Assert.EndsWith("is back", what, StringComparison.Ordinal));
        Assert.All(settled[3..], what => Assert.EndsWith("is free", what, StringComparison.Ordinal));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private TestManager Books() => new(builder => builder.Register<IBook>(() => new Book(disposed)));

    private string[] Disposed()
    {
        lock (disposed)
        {
            return [.. disposed];
        }
    }
}
