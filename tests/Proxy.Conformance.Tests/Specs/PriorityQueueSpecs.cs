using SharedObjects.Objects.Buffering;
using SharedObjects.Objects.PriorityQueue;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>The priority queue against a plain one, in sequence and in parallel.</summary>
public sealed class PriorityQueueSpecs
{
    private const int Hang = 60_000;
    private const int Capacity = 2;

    private static readonly string[] Steps = ["put", "put", "put", "putMany", "get", "getMany", "peek", "done", "clear", "shutDown"];

    [Fact(Timeout = Hang)]
    public async Task A_shared_priority_queue_does_what_a_plain_one_does()
    {
        await using var manager = SharedManager.StartInProcess();
        CompareWithModel(manager);
    }

    [Fact(Timeout = Hang)]
    public async Task A_priority_queue_that_does_not_look_at_priorities_is_found_out()
    {
        await using var manager = Mutant(static capacity => new(capacity, TimeProvider.System, new TicketOrder<(Payload, Payload)>(latestFirst: false)));
        Assert.ThrowsAny<Exception>(() => CompareWithModel(manager));
        await Found.SomethingAsync(seed => ViolationAsync(manager, seed));
    }

    [Fact(Timeout = Hang)]
    public async Task A_priority_queue_that_gives_the_latest_of_equals_first_is_found_out()
    {
        await using var manager = Mutant(static capacity => new(capacity, TimeProvider.System, new LatestOfEqualsOrder()));
        Assert.ThrowsAny<Exception>(() => CompareWithModel(manager));
    }

    [Fact(Timeout = Hang)]
    public async Task A_priority_queue_that_holds_one_item_too_many_is_found_out()
    {
        await using var manager = Mutant(static capacity => new(capacity + 1, TimeProvider.System));
        Assert.ThrowsAny<Exception>(() => CompareWithModel(manager));
    }

    [Fact(Timeout = Hang)]
    public async Task What_is_saved_meanwhile_is_what_it_was_then()
    {
        await using var manager = SharedManager.StartInProcess();
        for (var seed = 0; seed < 10; seed++)
        {
            Found.Nothing(await ViolationAsync(manager, seed, saves: true));
        }
    }

    [Fact(Timeout = Hang)]
    public async Task Parallel_calls_are_linearizable()
    {
        await using var manager = SharedManager.StartInProcess();
        for (var seed = 0; seed < 20; seed++)
        {
            Found.Nothing(await ViolationAsync(manager, seed));
        }
    }

    private static SharedManager Mutant(Func<int?, PriorityQueueReferent<Payload, Payload>> make) =>
        SharedManager.StartInProcess(manager => manager.RegisterFactory<ISharedPriorityQueue<Payload, Payload>, int?>(make));

    private static void CompareWithModel(SharedManager manager) => Comparison.Run(
        Steps,
        capacity =>
        {
            var queue = manager.PriorityQueueAsync<int, int>(capacity).AsTask().GetAwaiter().GetResult();
            return (step, argument) => QueueSteps.DoAsync(queue, step, argument);
        },
        BufferModel.Lowest);

    private static async Task<string?> ViolationAsync(SharedManager manager, int seed, bool saves = false)
    {
        await using var queue = await manager.PriorityQueueAsync<int, int>(Capacity, TestContext.Current.CancellationToken);
        return await Crowd.ViolationAsync(manager, queue, static () => new BufferModel(Capacity, BufferModel.Lowest), QueueSteps.DoAsync, seed, saves);
    }

    private sealed class LatestOfEqualsOrder : ItemOrder<(Payload Item, Payload Priority)>
    {
        private readonly List<Item<(Payload Item, Payload Priority)>> items = [];

        public override int Count => items.Count;

        public override Item<(Payload Item, Payload Priority)>? Next => All.FirstOrDefault();

        public override IEnumerable<Item<(Payload Item, Payload Priority)>> All => items.OrderBy(static item => item.Value.Priority).ThenByDescending(static item => item.Ticket);

        public override void Insert(Item<(Payload Item, Payload Priority)> item) => items.Add(item);

        public override void RemoveNext() => items.Remove(Next!);

        public override void Clear() => items.Clear();
    }
}
