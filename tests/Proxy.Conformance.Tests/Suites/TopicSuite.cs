using SharedObjects.Conformance.Tests.Backends;
using SharedObjects.Objects.Topic;

namespace SharedObjects.Conformance.Tests.Suites;

/// <summary>What every <see cref="ISharedTopic{T}"/> promises, whatever is behind it.</summary>
public abstract class TopicSuite(Backend backend)
{
    private const int Hang = 60_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Hang)]
    public Task Every_subscriber_gets_everything_published_since_in_one_order() => backend.RunAsync(async () =>
    {
        var topic = await TopicAsync<string>();
        Assert.Equal(1, await topic.PublishAsync("nobody", Token));
        await using var one = await topic.SubscribeAsync(cancellationToken: Token);
        Assert.Equal(2, await topic.PublishAsync("a", Token));
        await using var two = await topic.SubscribeAsync(cancellationToken: Token);
        Assert.Equal(2, topic.SubscriberCount);
        Assert.Equal(4, await topic.PublishManyAsync(["b", "c"], Token));
        Assert.Equal(4, await topic.PublishManyAsync([], Token));
        Assert.Equal(3, one.Count);
        Assert.Equal<TopicMessage<string>>([new("a", 2, 0), new("b", 3, 0), new("c", 4, 0)], await ReadAsync(one, 3));
        Assert.Equal<TopicMessage<string>>([new("b", 3, 0), new("c", 4, 0)], await ReadAsync(two, 2));
        Assert.Equal(0, one.Count);
    });

    [Fact(Timeout = Hang)]
    public Task A_reader_waits_for_what_is_published() => backend.RunAsync(async () =>
    {
        var topic = await TopicAsync<int>();
        await using var subscription = await topic.SubscribeAsync(cancellationToken: Token);
        var reads = Enumerable.Range(0, 3).Select(_ => subscription.ReadAsync(Token).AsTask()).ToArray();
        _ = subscription.Count;
        await topic.PublishManyAsync([7, 8, 9], Token);
        Assert.Equal([7, 8, 9], (await Task.WhenAll(reads)).Select(message => message!.Value.Item));
    });

    [Fact(Timeout = Hang)]
    public Task A_slow_subscriber_loses_the_oldest_and_is_told_how_many() => backend.RunAsync(async () =>
    {
        var topic = await TopicAsync<int>();
        await using var slow = await topic.SubscribeAsync(2, Token);
        await using var fast = await topic.SubscribeAsync(10, Token);
        for (var i = 1; i <= 5; i++)
        {
            await topic.PublishAsync(i, Token);
        }

        Assert.Equal(2, slow.Count);
        Assert.Equal<TopicMessage<int>>([new(4, 4, 3), new(5, 5, 0)], await ReadAsync(slow, 2));
        Assert.Equal(Enumerable.Range(1, 5), (await ReadAsync(fast, 5)).Select(message => message.Item));
        await topic.PublishAsync(6, Token);
        Assert.Equal<TopicMessage<int>>([new(6, 6, 0)], await ReadAsync(slow, 1));
    });

    [Fact(Timeout = Hang)]
    public Task Completing_ends_every_subscriber_after_what_it_has_not_read() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.ServesManyThreads);
        var topic = await TopicAsync<int>();
        await using var behind = await topic.SubscribeAsync(cancellationToken: Token);
        await using var waiting = await topic.SubscribeAsync(cancellationToken: Token);
        await topic.PublishAsync(1, Token);
        await waiting.ReadAsync(Token);
        var end = waiting.ReadAsync(Token).AsTask();
        _ = waiting.Count;
        await topic.CompleteAsync(Token);
        await topic.CompleteAsync(Token);
        Assert.True(topic.IsCompleted);
        Assert.Null(await end);
        Assert.Equal(1, Assert.Single(await behind.ReadAllAsync(Token).ToArrayAsync(Token)).Item);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await topic.PublishAsync(2, Token));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await topic.PublishManyAsync([2], Token));
        await using var late = await topic.SubscribeAsync(cancellationToken: Token);
        Assert.Null(await late.ReadAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task Reading_all_follows_the_topic() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.ServesManyThreads);
        var topic = await TopicAsync<int>();
        await using var subscription = await topic.SubscribeAsync(5000, Token);
        var reading = Task.Run(async () => await subscription.ReadAllAsync(Token).Select(message => message.Item).ToArrayAsync(Token), Token);
        for (var i = 0; i < 1000; i++)
        {
            await topic.PublishAsync(i, Token);
        }

        await topic.CompleteAsync(Token);
        Assert.Equal(Enumerable.Range(0, 1000), await reading);
    });

    [Fact(Timeout = Hang)]
    public Task Readers_that_break_off_leave_what_they_have_not_come_to_in_order() => backend.RunAsync(async () =>
    {
        var topic = await TopicAsync<int>();
        await using var subscription = await topic.SubscribeAsync(10, Token);
        await topic.PublishManyAsync([1, 2, 3, 4, 5], Token);
        await using (var first = subscription.ReadAllAsync(Token).GetAsyncEnumerator(Token))
        {
            Assert.True(await first.MoveNextAsync());
            Assert.Equal(new TopicMessage<int>(1, 1, 0), first.Current);
            await topic.PublishManyAsync([6, 7], Token);
            await foreach (var message in subscription.ReadAllAsync(Token))
            {
                Assert.Equal(new TopicMessage<int>(6, 6, 0), message);
                break;
            }

            Assert.Equal(1, subscription.Count);
        }

        Assert.Equal(5, subscription.Count);
        Assert.Equal<TopicMessage<int>>([new(2, 2, 0), new(3, 3, 0), new(4, 4, 0), new(5, 5, 0), new(7, 7, 0)], await ReadAsync(subscription, 5));
    });

    [Fact(Timeout = Hang)]
    public Task What_comes_back_and_no_longer_fits_is_counted_as_missed() => backend.RunAsync(async () =>
    {
        var topic = await TopicAsync<int>();
        await using var subscription = await topic.SubscribeAsync(3, Token);
        await topic.PublishManyAsync([1, 2, 3, 4], Token);
        await foreach (var message in subscription.ReadAllAsync(Token))
        {
            Assert.Equal(new TopicMessage<int>(2, 2, 1), message);
            await topic.PublishManyAsync([5, 6], Token);
            break;
        }

        Assert.Equal<TopicMessage<int>>([new(4, 4, 1), new(5, 5, 0), new(6, 6, 0)], await ReadAsync(subscription, 3));
    });

    [Fact(Timeout = Hang)]
    public Task A_reader_that_waits_gets_what_another_leaves() => backend.RunAsync(async () =>
    {
        var topic = await TopicAsync<int>();
        await using var subscription = await topic.SubscribeAsync(cancellationToken: Token);
        await topic.PublishManyAsync([1, 2], Token);
        await using var first = subscription.ReadAllAsync(Token).GetAsyncEnumerator(Token);
        Assert.True(await first.MoveNextAsync());
        var waiting = subscription.ReadAsync(Token).AsTask();
        Assert.Equal(0, subscription.Count);
        await first.DisposeAsync();
        Assert.Equal(new TopicMessage<int>(2, 2, 0), await waiting);
    });

    [Fact(Timeout = Hang)]
    public Task A_reader_may_end_the_subscription() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasSessions);
        var topic = await TopicAsync<int>();
        var subscription = await topic.SubscribeAsync(cancellationToken: Token);
        await topic.PublishManyAsync([1, 2], Token);
        await foreach (var message in subscription.ReadAllAsync(Token))
        {
            Assert.Equal(1, message.Item);
            await subscription.DisposeAsync();
            break;
        }

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await subscription.ReadAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task A_cancelled_read_takes_nothing() => backend.RunAsync(async () =>
    {
        var topic = await TopicAsync<int>();
        await using var subscription = await topic.SubscribeAsync(cancellationToken: Token);
        using var cancellation = new CancellationTokenSource();
        var cancelled = subscription.ReadAsync(cancellation.Token).AsTask();
        var waiting = subscription.ReadAsync(Token).AsTask();
        _ = subscription.Count;
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        await topic.PublishAsync(1, Token);
        Assert.Equal(1, (await waiting)!.Value.Item);
        await Assert.ThrowsAsync<TimeoutException>(async () => await subscription.ReadAsync(TimeSpan.Zero, Token));
    });

    [Fact(Timeout = Hang)]
    public Task A_read_that_times_out_takes_nothing() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.SetsTheTime);
        var topic = await TopicAsync<int>();
        await using var subscription = await topic.SubscribeAsync(cancellationToken: Token);
        var late = subscription.ReadAsync(TimeSpan.FromSeconds(3), Token).AsTask();
        _ = subscription.Count;
        backend.Advance(TimeSpan.FromSeconds(3));
        await Assert.ThrowsAsync<TimeoutException>(() => late);
        await topic.PublishAsync(1, Token);
        Assert.Equal(1, subscription.Count);
    });

    [Theory(Timeout = Hang)]
    [InlineData(0)]
    [InlineData(-1)]
    public Task A_subscription_that_could_hold_nothing_is_refused(int capacity) => backend.RunAsync(async () =>
    {
        var topic = await TopicAsync<int>();
        var refused = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await topic.SubscribeAsync(capacity, Token));
        Assert.Equal("capacity", refused.ParamName);
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await topic.PublishManyAsync(null!, Token));
        Assert.Equal(0, topic.SubscriberCount);
        Assert.Equal(1, await topic.PublishAsync(1, Token));
    });

    [Fact(Timeout = Hang)]
    public Task Disposing_a_subscription_ends_its_reads() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasProxies);
        var topic = await TopicAsync<int>();
        var subscription = await topic.SubscribeAsync(cancellationToken: Token);
        var read = subscription.ReadAsync(Token).AsTask();
        var walk = subscription.ReadAllAsync(Token).GetAsyncEnumerator(Token);
        var step = walk.MoveNextAsync().AsTask();
        Assert.Equal(0, subscription.Count);
        await subscription.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => read);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => step);
        Assert.Equal(0, topic.SubscriberCount);
    });

    [Fact(Timeout = Hang)]
    public Task Disposing_a_subscription_ends_it_and_so_does_the_end_of_its_session() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasSessions);
        var topic = await TopicAsync<int>();
        var mine = await topic.SubscribeAsync(cancellationToken: Token);
        var other = await backend.ConnectAsync();
        var theirs = await (await other.UseAsync(topic)).SubscribeAsync(cancellationToken: Token);
        var theirWait = theirs.ReadAsync(Token).AsTask();
        Assert.Equal(2, topic.SubscriberCount);
        await mine.DisposeAsync();
        await CountAsync(1);
        await other.DisposeAsync();
        await Assert.ThrowsAnyAsync<SharedObjectException>(() => theirWait);
        await CountAsync(0);
        await topic.PublishAsync(1, Token);

        // What a client gives back is told on the side; the topic itself says when it has heard.
        async Task CountAsync(int count)
        {
            while (topic.SubscriberCount != count)
            {
                await Task.Yield();
                Token.ThrowIfCancellationRequested();
            }
        }
    });

    [Fact(Timeout = Hang)]
    public Task Shared_objects_travel_by_topic() => backend.RunAsync(async () =>
    {
        backend.Require(Ability.HasProxies);
        var topic = await TopicAsync<ISharedQueue<int>>();
        await using var subscription = await topic.SubscribeAsync(cancellationToken: Token);
        await using (var queue = await backend.QueueAsync<int>())
        {
            await queue.PutAsync(5, Token);
            await topic.PublishAsync(queue, Token);
        }

        await topic.PublishAsync(null!, Token);
        await using (var received = (await subscription.ReadAsync(Token))!.Value.Item)
        {
            Assert.Equal(5, await received.GetAsync(Token));
            await topic.PublishAsync(received, Token);
            await received.PutAsync(6, Token);
        }

        await foreach (var message in subscription.ReadAllAsync(Token))
        {
            Assert.Null(message.Item);
            break;
        }

        await using var left = (await subscription.ReadAsync(Token))!.Value.Item;
        Assert.Equal(6, await left.GetAsync(Token));
    });

    [Fact(Timeout = Hang)]
    public Task A_copy_has_no_subscribers_and_its_numbers_go_on() => backend.RunAsync(async () =>
    {
        var topic = await TopicAsync<int>();
        await using var subscription = await topic.SubscribeAsync(cancellationToken: Token);
        await topic.PublishManyAsync([1, 2], Token);
        await ReadAsync(subscription, 2);
        var waiting = subscription.ReadAsync(Token).AsTask();
        _ = subscription.Count;
        var copy = await backend.CopyAsync(topic, static (state, time) => new TopicReferent<int>(state, time));
        Assert.Equal(0, copy.SubscriberCount);
        Assert.False(copy.IsCompleted);
        Assert.Equal(3, await copy.PublishAsync(3, Token));
        await copy.CompleteAsync(Token);
        Assert.True((await backend.CopyAsync(copy, static (state, time) => new TopicReferent<int>(state, time))).IsCompleted);
        Assert.False(waiting.IsCompleted);
        await topic.PublishAsync(30, Token);
        Assert.Equal(new TopicMessage<int>(30, 3, 0), await waiting);
    });

    private static async Task<TopicMessage<T>[]> ReadAsync<T>(ITopicSubscription<T> subscription, int count)
    {
        var messages = new TopicMessage<T>[count];
        for (var i = 0; i < count; i++)
        {
            messages[i] = (await subscription.ReadAsync(Token))!.Value;
        }

        return messages;
    }

    private ValueTask<ISharedTopic<T>> TopicAsync<T>() => backend.MakeAsync(static manager => manager.TopicAsync<T>(Token), static ISharedTopic<T> (time) => new TopicReferent<T>(time));
}
