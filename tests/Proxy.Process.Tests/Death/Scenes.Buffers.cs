namespace SharedObjects.Process.Tests.Death;

// Queues, stacks, priority queues and topics: nothing is lost, nothing comes twice, nothing comes that nobody put.
internal static partial class Scenes
{
    private static IEnumerable<Scene> BuffersUsed() =>
    [
        new HoldingScene<ISharedQueue<int>>(
            "leased items of a queue",
            static async manager =>
            {
                var queue = await manager.QueueAsync<int>();
                await queue.PutManyAsync([1, 2, 3]);
                return queue;
            },
            static async queue => new[] { await queue.ReceiveAsync(), await queue.ReceiveAsync() },
            static async queue =>
            {
                Assert.Equal((3, 3), (queue.Count, queue.UnfinishedCount));
                await using (var first = await queue.ReceiveAsync(Token))
                {
                    Assert.Equal((1, 2), (first.Item, first.DeliveryCount));
                    await first.CompleteAsync();
                }

                await HoldsAsync([2, 3], queue.GetManyAsync(9, Token));
            }),
        new HoldingScene<ISharedStack<int>>("a stack it pushed to", static manager => manager.StackAsync<int>(), static async stack =>
        {
            await stack.PushRangeAsync([1, 2]);
            await stack.PushAsync(3);
            return await stack.PopAsync();
        },
        static stack => HoldsAsync([2, 1], stack.TryPopRangeAsync(9, Token))),
        new HoldingScene<ISharedPriorityQueue<string, int>>("a priority queue it filled", static manager => manager.PriorityQueueAsync<string, int>(), static async queue =>
        {
            await queue.EnqueueAsync("late", 2);
            await queue.EnqueueAsync("early", 1);
            return queue;
        },
        static queue => HoldsAsync([("early", 1), ("late", 2)], queue.TryDequeueRangeAsync(9, Token))),
        new HoldingScene<ISharedTopic<int>>("a subscription", static manager => manager.TopicAsync<int>(), static async topic => await topic.SubscribeAsync(), static async topic =>
        {
            Assert.Equal(0, topic.SubscriberCount);
            await using var subscription = await topic.SubscribeAsync(cancellationToken: Token);
            await topic.PublishAsync(5, Token);
            Assert.Equal(5, (await subscription.ReadAsync(Token))?.Item);
        }),
    ];

    private static IEnumerable<Scene> BuffersAwaited() =>
    [
        new WaitingScene<ISharedQueue<int>, bool>(
            "an item of a queue",
            static async manager => (await manager.QueueAsync<int>(cancellationToken: Token), false),
            static queue => Begun(queue.GetAsync()),
            static async (queue, _) => await queue.PutAsync(1, Token),
            static async (queue, _, granted) =>
            {
                await queue.PutManyAsync(granted ? [2] : [1, 2], Token);
                await HoldsAsync([1, 2], queue.TryGetManyAsync(9, Token));
                Assert.Equal(2, queue.UnfinishedCount);
            }),
        new WaitingScene<ISharedQueue<int>, bool>(
            "several items of a queue",
            static async manager => (await manager.QueueAsync<int>(cancellationToken: Token), false),
            static queue => Begun(queue.GetManyAsync(2)),
            static async (queue, _) => await queue.PutManyAsync([1, 2, 3], Token),
            static (queue, _, granted) => HoldsAsync(granted ? [1, 2, 3] : Array.Empty<int>(), queue.TryGetManyAsync(9, Token))),
        new WaitingScene<ISharedQueue<int>, bool>(
            "a leased item of a queue",
            static async manager => (await manager.QueueAsync<int>(cancellationToken: Token), false),
            static queue => Begun(queue.ReceiveAsync()),
            static async (queue, _) => await queue.PutAsync(1, Token),
            static async (queue, _, granted) =>
            {
                await queue.PutManyAsync(granted ? [2] : [1, 2], Token);
                await using var lease = await queue.ReceiveAsync(Token);
                Assert.Equal((1, granted ? 2 : 1), (lease.Item, lease.DeliveryCount));
                Assert.Equal((1, 2), (queue.Count, queue.UnfinishedCount));
            }),
        new WaitingScene<ISharedQueue<int>, bool>(
            "room in a queue",
            static async manager =>
            {
                var queue = await manager.QueueAsync<int>(1, Token);
                await queue.PutAsync(1, Token);
                return (queue, false);
            },
            static queue => Begun(queue.PutAsync(2)),
            static async (queue, _) => Assert.Equal(1, await queue.GetAsync(Token)),
            static async (queue, _, granted) =>
            {
                await HoldsAsync([granted ? 2 : 1], queue.TryGetManyAsync(9, Token));
                Assert.Empty(await queue.TryGetManyAsync(9, Token));
            }),
        new WaitingScene<ISharedQueue<int>, bool>(
            "the end of a queue's work",
            static async manager =>
            {
                var queue = await manager.QueueAsync<int>(cancellationToken: Token);
                await queue.PutAsync(1, Token);
                return (queue, false);
            },
            static queue => Begun(queue.JoinAsync()),
            static async (queue, _) =>
            {
                await queue.GetAsync(Token);
                await queue.TaskDoneAsync(Token);
            },
            static (queue, _, granted) =>
            {
                Assert.Equal(granted ? 0 : 1, queue.UnfinishedCount);
                return Task.CompletedTask;
            }),
        new WaitingScene<ISharedStack<int>, bool>(
            "an item of a stack",
            static async manager => (await manager.StackAsync<int>(cancellationToken: Token), false),
            static stack => Begun(stack.PopAsync()),
            static async (stack, _) => await stack.PushAsync(1, Token),
            static async (stack, _, granted) =>
            {
                await stack.PushRangeAsync(granted ? [2] : [1, 2], Token);
                await HoldsAsync([2, 1], stack.TryPopRangeAsync(9, Token));
            }),
        new WaitingScene<ISharedStack<int>, bool>(
            "room on a stack",
            static async manager =>
            {
                var stack = await manager.StackAsync<int>(1, Token);
                await stack.PushAsync(1, Token);
                return (stack, false);
            },
            static stack => Begun(stack.PushAsync(2)),
            static async (stack, _) => Assert.Equal(1, await stack.PopAsync(Token)),
            static async (stack, _, granted) =>
            {
                await HoldsAsync([granted ? 2 : 1], stack.TryPopRangeAsync(9, Token));
                Assert.Empty(await stack.TryPopRangeAsync(9, Token));
            }),
        new WaitingScene<ISharedPriorityQueue<string, int>, bool>(
            "an item of a priority queue",
            static async manager => (await manager.PriorityQueueAsync<string, int>(cancellationToken: Token), false),
            static queue => Begun(queue.DequeueAsync()),
            static async (queue, _) => await queue.EnqueueAsync("second", 2, Token),
            static async (queue, _, granted) =>
            {
                await queue.EnqueueRangeAsync(granted ? [("first", 1), ("third", 2)] : [("second", 2), ("first", 1), ("third", 2)], Token);
                await HoldsAsync([("first", 1), ("second", 2), ("third", 2)], queue.TryDequeueRangeAsync(9, Token));
            }),
        new WaitingScene<ISharedPriorityQueue<string, int>, bool>(
            "room in a priority queue",
            static async manager =>
            {
                var queue = await manager.PriorityQueueAsync<string, int>(1, Token);
                await queue.EnqueueAsync("first", 1, Token);
                return (queue, false);
            },
            static queue => Begun(queue.EnqueueAsync("second", 2)),
            static async (queue, _) => Assert.Equal(("first", 1), await queue.DequeueAsync(Token)),
            static async (queue, _, granted) =>
            {
                await HoldsAsync([granted ? ("second", 2) : ("first", 1)], queue.TryDequeueRangeAsync(9, Token));
                Assert.Empty(await queue.TryDequeueRangeAsync(9, Token));
            }),
        new WaitingScene<ISharedTopic<int>, ITopicSubscription<int>>(
            "a message of a topic",
            static async manager => await manager.TopicAsync<int>(Token) is var topic ? (topic, await topic.SubscribeAsync(cancellationToken: Token)) : default,
            static async topic => (await topic.SubscribeAsync()).ReadAsync().AsTask(),
            static async (topic, _) => await topic.PublishAsync(1, Token),
            static async (topic, other, granted) =>
            {
                Assert.Equal(1, topic.SubscriberCount);
                await topic.PublishAsync(2, Token);
                Assert.Equal(granted ? 1 : 2, (await other.ReadAsync(Token))?.Item);
                await other.DisposeAsync();
            }),
    ];
}
