using CsCheck;
using SharedObjects.Objects.Topic;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>
/// A topic against a plain list with a bound for each subscriber; and in parallel, where every subscriber must see the numbers of what was published in their order,
/// each exactly once or counted as missed. Mutants show that the checks can fail.
/// </summary>
public sealed class TopicSpecs
{
    private const int Hang = 60_000;

    private static readonly Action<ManagerBuilder> Silent = static manager =>
        manager.Register<ISharedTopic<Payload>>(() => new SilentTopic<Payload>(new TopicReferent<Payload>(manager.TimeProvider)));

    /// <summary>The numbers it gives, and what it refuses once it is complete, which happens somewhere in the middle.</summary>
    private static readonly Specification<ISharedTopic<int>, long[]> Specification = new(
        static manager => manager.TopicAsync<int>(Token),
        static () => [0, 0],
        ["publish", "publish", "publish many", "subscribe", "complete"],
        static async (topic, operation, arguments) =>
        {
            switch (operation)
            {
                case "publish":
                    return await topic.PublishAsync(arguments.First, Token);
                case "publish many":
                    return await topic.PublishManyAsync(new int[arguments.Second + 1], Token);
                case "subscribe" when arguments.First < 1:
                    await topic.SubscribeAsync(arguments.First, Token);
                    return null;
                case "complete" when arguments == (5, 5):
                    await topic.CompleteAsync(Token);
                    return true;
                default:
                    return topic.IsCompleted;
            }
        },
        static (model, operation, arguments) =>
        {
            switch (operation)
            {
                case "publish" or "publish many":
                    return model[1] > 0 ? nameof(InvalidOperationException) : model[0] += operation == "publish" ? 1 : arguments.Second + 1;
                case "subscribe" when arguments.First < 1:
                    return nameof(ArgumentOutOfRangeException);
                case "complete" when arguments == (5, 5):
                    model[1] = 1;
                    return true;
                default:
                    return model[1] > 0;
            }
        });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Hang)]
    public async Task A_topic_does_what_a_bounded_list_for_each_subscriber_does()
    {
        await using var manager = SharedManager.StartInProcess();
        CompareWithModel(manager);
    }

    [Fact(Timeout = Hang)]
    public async Task A_topic_that_loses_without_saying_so_is_found_out()
    {
        await using var manager = SharedManager.StartInProcess(Silent);
        Assert.ThrowsAny<Exception>(() => CompareWithModel(manager));
    }

    [Fact(Timeout = Hang)]
    public async Task A_topic_numbers_what_is_published_until_it_is_complete()
    {
        await using var manager = SharedManager.StartInProcess();
        Specification.Compare(manager);
        for (var seed = 0; seed < 20; seed++)
        {
            Found.Nothing(await Specification.CrowdAsync(manager, seed));
        }
    }

    [Fact(Timeout = Hang)]
    public async Task What_is_saved_meanwhile_is_what_it_was_then()
    {
        await using var manager = SharedManager.StartInProcess();
        for (var seed = 0; seed < 10; seed++)
        {
            Found.Nothing(await Specification.SavingCrowdAsync(manager, seed));
        }
    }

    [Theory(Timeout = Hang)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_topic_that_refuses_too_early_or_never_is_found_out(bool never)
    {
        var calls = 0;
#pragma warning disable CA2012 // The referent's calls complete at once.
        await using var manager = SharedManager.StartInProcess(manager => manager.Register(() => Mutant<ISharedTopic<Payload>>.Of(
            new TopicReferent<Payload>(manager.TimeProvider),
            (right, name, _) => (name, never) switch
            {
                (nameof(ISharedTopic<>.PublishAsync), true) when right.IsCompleted => ValueTask.FromResult(1L),
                (nameof(ISharedTopic<>.PublishAsync), false) when !right.IsCompleted && ++calls % 5 == 0 => throw new InvalidOperationException(),
                _ => null,
            })));
#pragma warning restore CA2012
        await Found.SomethingAsync(seed => Specification.CrowdAsync(manager, seed));
    }

    [Theory(Timeout = Hang)]
    [InlineData(4)]
    [InlineData(100_000)]
    public async Task Everybody_sees_one_order_without_an_unnamed_gap(int capacity)
    {
        await using var manager = SharedManager.StartInProcess();
        Found.Nothing(await CrowdAsync(manager, capacity));
    }

    [Fact]
    public void A_gap_without_a_name_a_message_twice_and_another_order_are_found_out()
    {
        var order = new Dictionary<long, int> { [1] = 10, [2] = 20, [3] = 30 };
        Found.Nothing(Violation([new(10, 1, 0), new(20, 2, 0), new(30, 3, 0)], order));
        Found.Nothing(Violation([new(30, 3, 2)], order));
        Assert.NotNull(Violation([new(10, 1, 0), new(30, 3, 0)], order));
        Assert.NotNull(Violation([new(10, 1, 0), new(20, 2, 0)], order));
        Assert.NotNull(Violation([new(10, 1, 0), new(10, 1, 0)], order));
        Assert.NotNull(Violation([new(20, 1, 0), new(10, 2, 0), new(30, 3, 0)], order));
    }

    private static void CompareWithModel(SharedManager manager) =>
        Gen.Int[1, 3].Select(capacity =>
            {
                var topic = Wait(manager.TopicAsync<int>());
                return (
                    Actual: (Topic: topic, Subscription: Wait(topic.SubscribeAsync(capacity)), Seen: new List<TopicMessage<int>>()),
                    Model: (Buffer: new List<TopicMessage<int>>(), Capacity: capacity, Seen: new List<TopicMessage<int>>(), Last: new long[1]));
            })
            .SampleModelBased(
                Gen.Int[0, 99].Operation<(ISharedTopic<int> Topic, ITopicSubscription<int> Subscription, List<TopicMessage<int>> Seen), (List<TopicMessage<int>> Buffer, int Capacity, List<TopicMessage<int>> Seen, long[] Last)>(
                    (actual, item) => Wait(actual.Topic.PublishAsync(item)),
                    (model, item) => Publish(model, item)),
                Gen.Const(0).Operation<(ISharedTopic<int> Topic, ITopicSubscription<int> Subscription, List<TopicMessage<int>> Seen), (List<TopicMessage<int>> Buffer, int Capacity, List<TopicMessage<int>> Seen, long[] Last)>(
                    (actual, _) => Read(actual.Subscription, actual.Seen),
                    (model, _) => Read(model.Buffer, model.Seen)),
                equal: (actual, model) => actual.Seen.SequenceEqual(model.Seen) && actual.Subscription.Count == model.Buffer.Count,
                iter: 100);

    private static void Publish((List<TopicMessage<int>> Buffer, int Capacity, List<TopicMessage<int>> Seen, long[] Last) model, int item)
    {
        model.Buffer.Add(new TopicMessage<int>(item, ++model.Last[0], 0));
        if (model.Buffer.Count > model.Capacity)
        {
            model.Buffer[1] = model.Buffer[1] with { Missed = model.Buffer[0].Missed + 1 };
            model.Buffer.RemoveAt(0);
        }
    }

    private static void Read(List<TopicMessage<int>> buffer, List<TopicMessage<int>> seen)
    {
        if (buffer.Count > 0)
        {
            seen.Add(buffer[0]);
            buffer.RemoveAt(0);
        }
    }

    private static void Read(ITopicSubscription<int> subscription, List<TopicMessage<int>> seen)
    {
        if (subscription.Count > 0)
        {
            seen.Add(Wait(subscription.ReadAsync())!.Value);
        }
    }

    /// <summary>Three publish, three follow; gives what is wrong with what one of them saw.</summary>
    private static async Task<string?> CrowdAsync(SharedManager manager, int capacity)
    {
        const int Items = 200;
        var topic = await manager.TopicAsync<int>(Token);
        var subscriptions = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => topic.SubscribeAsync(capacity, Token).AsTask()));
        var following = subscriptions.Select(subscription => Task.Run(async () => await subscription.ReadAllAsync(Token).ToArrayAsync(Token), Token)).ToArray();
        var published = await Task.WhenAll(Enumerable.Range(0, 3).Select(publisher => Task.Run(
            async () =>
            {
                var numbers = new Dictionary<long, int>();
                for (var i = 0; i < Items; i++)
                {
                    numbers.Add(await topic.PublishAsync((publisher * Items) + i, Token), (publisher * Items) + i);
                }

                return numbers;
            },
            Token)));
        await topic.CompleteAsync(Token);
        var order = published.SelectMany(numbers => numbers).ToDictionary(pair => pair.Key, pair => pair.Value);
        return (await Task.WhenAll(following)).Select(messages => Violation(messages, order)).FirstOrDefault(violation => violation is not null);
    }

    private static string? Violation(TopicMessage<int>[] messages, Dictionary<long, int> order)
    {
        var last = 0L;
        foreach (var message in messages)
        {
            if (message.SequenceNumber != last + message.Missed + 1 || order[message.SequenceNumber] != message.Item)
            {
                return $"{message} came after number {last}.";
            }

            last = message.SequenceNumber;
        }

        return last == order.Count ? null : $"Nothing came after number {last}.";
    }

    private static T Wait<T>(ValueTask<T> call) => call.AsTask().GetAwaiter().GetResult();
}
