using SharedObjects.Objects.Buffering;
using SharedObjects.Objects.Stack;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>The stack against a plain one, in sequence and in parallel.</summary>
public sealed class StackSpecs
{
    private const int Hang = 60_000;
    private const int Capacity = 2;

    private static readonly string[] Steps = ["put", "put", "put", "putMany", "get", "getMany", "peek", "done", "clear", "shutDown"];

    [Fact(Timeout = Hang)]
    public async Task A_shared_stack_does_what_a_plain_one_does()
    {
        await using var manager = SharedManager.StartInProcess();
        CompareWithModel(manager);
    }

    [Fact(Timeout = Hang)]
    public async Task A_stack_that_gives_the_earliest_item_first_is_found_out()
    {
        await using var manager = Mutant(static capacity => new(capacity, TimeProvider.System, new TicketOrder<Payload>(latestFirst: false)));
        Assert.ThrowsAny<Exception>(() => CompareWithModel(manager));
        await Found.SomethingAsync(seed => ViolationAsync(manager, seed));
    }

    [Fact(Timeout = Hang)]
    public async Task A_stack_that_holds_one_item_too_many_is_found_out()
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

    private static SharedManager Mutant(Func<int?, StackReferent<Payload>> make) =>
        SharedManager.StartInProcess(manager => manager.RegisterFactory<ISharedStack<Payload>, int?>(make));

    private static void CompareWithModel(SharedManager manager) => Comparison.Run(
        Steps,
        capacity =>
        {
            var stack = manager.StackAsync<int>(capacity).AsTask().GetAwaiter().GetResult();
            return (step, argument) => QueueSteps.DoAsync(stack, step, argument);
        },
        BufferModel.Last);

    private static async Task<string?> ViolationAsync(SharedManager manager, int seed, bool saves = false)
    {
        await using var stack = await manager.StackAsync<int>(Capacity, TestContext.Current.CancellationToken);
        return await Crowd.ViolationAsync(manager, stack, static () => new BufferModel(Capacity, BufferModel.Last), QueueSteps.DoAsync, seed, saves);
    }
}
