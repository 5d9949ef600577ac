namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>The latch against a plain one. A mutant shows that the checks can fail.</summary>
public sealed class LatchSpecs
{
    private const int Hang = 60_000;
    private const int Initial = 5;

    private static readonly Action<ManagerBuilder> Forgiving = static manager =>
        manager.RegisterFactory<ISharedLatch, int>(static count => new ForgivingLatchReferent(count));

    private static readonly Specification<ISharedLatch, int[]> Specification = new(
        static manager => manager.LatchAsync(Initial, Token),
        static () => [Initial, Initial],
        ["signal", "signal", "signal", "add", "try add", "reset", "reset to", "is set", "current", "initial", "try"],
        static async (latch, operation, arguments) =>
        {
            switch (operation)
            {
                case "signal":
                    return await latch.SignalAsync(arguments.First, Token);
                case "add":
                    await latch.AddCountAsync(arguments.First, Token);
                    return null;
                case "try add":
                    return await latch.TryAddCountAsync(arguments.First, Token);
                case "reset":
                    await latch.ResetAsync(Token);
                    return null;
                case "reset to":
                    await latch.ResetAsync(arguments.First, Token);
                    return null;
                case "wait":
                    await latch.WaitAsync(Token);
                    return true;
                case "is set":
                    return latch.IsSet;
                case "current":
                    return latch.CurrentCount;
                case "initial":
                    return latch.InitialCount;
                default:
                    return await latch.TryWaitAsync(cancellationToken: Token);
            }
        },
        Answer);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Hang)]
    public async Task A_shared_latch_does_what_a_plain_one_does()
    {
        await using var manager = SharedManager.StartInProcess();
        Specification.Compare(manager);
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

    [Fact(Timeout = Hang)]
    public async Task Parallel_calls_are_linearizable()
    {
        await using var manager = SharedManager.StartInProcess();
        for (var seed = 0; seed < 20; seed++)
        {
            Found.Nothing(await Specification.CrowdAsync(manager, seed));
        }
    }

    [Fact(Timeout = Hang)]
    public async Task Every_wait_ends_when_the_last_signal_is_given()
    {
        await using var manager = SharedManager.StartInProcess();
        for (var round = 0; round < 20; round++)
        {
            await using var latch = await manager.LatchAsync(Initial, Token);
            Found.Nothing(await Specification.CrowdAsync(latch, Initial * 2, (client, number) => Specification.DoAsync(client, number % 2 == 0 ? "signal" : "wait", 1)));
        }
    }

    [Fact(Timeout = Hang)]
    public async Task A_latch_that_takes_signals_too_many_is_found_out()
    {
        await using var manager = SharedManager.StartInProcess(Forgiving);
        Assert.ThrowsAny<Exception>(() => Specification.Compare(manager));
        Assert.NotNull(await Specification.CrowdAsync(manager, seed: 1, count: 1));
    }

    private static object? Answer(int[] model, string operation, (int First, int Second) arguments)
    {
        var (initial, current, count) = (model[0], model[1], arguments.First);
        switch (operation)
        {
            case "signal" or "add" or "try add" when count < 1:
            case "reset to" when count < 0:
                return nameof(ArgumentOutOfRangeException);
            case "signal":
                if (count > current)
                {
                    return nameof(InvalidOperationException);
                }

                model[1] -= count;
                return model[1] == 0;
            case "add" or "try add":
                model[1] += current == 0 ? 0 : count;
                return operation == "try add" ? current != 0 : current == 0 ? nameof(InvalidOperationException) : null;
            case "reset":
                model[1] = initial;
                return null;
            case "reset to":
                model[0] = model[1] = count;
                return null;
            default:
                return operation switch { "current" => current, "initial" => initial, _ => current == 0 };
        }
    }
}
