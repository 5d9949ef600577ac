namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>The event against a plain one. A mutant shows that the check of waits can fail.</summary>
public sealed class EventSpecs
{
    private const int Hang = 60_000;

    private static readonly Specification<ISharedEvent, bool[]> Specification = new(
        static manager => manager.EventAsync(cancellationToken: Token),
        static () => [false],
        ["set", "reset", "is set", "try"],
        static async (signal, operation, _) =>
        {
            switch (operation)
            {
                case "set":
                    await signal.SetAsync(Token);
                    return null;
                case "reset":
                    await signal.ResetAsync(Token);
                    return null;
                case "wait":
                    await signal.WaitAsync(Token);
                    return true;
                case "is set":
                    return signal.IsSet;
                default:
                    return await signal.TryWaitAsync(cancellationToken: Token);
            }
        },
        static (isSet, operation, _) =>
        {
            isSet[0] = operation switch { "set" => true, "reset" => false, _ => isSet[0] };
            return operation is "set" or "reset" ? null : isSet[0];
        });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Hang)]
    public async Task A_shared_event_does_what_a_plain_one_does()
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
    public async Task Every_wait_ends_while_the_event_is_set()
    {
        await using var manager = SharedManager.StartInProcess();
        for (var round = 0; round < 10; round++)
        {
            await using var signal = await manager.EventAsync(cancellationToken: Token);
            var waiting = 6;
            Assert.Null(await Specification.CrowdAsync(signal, 7, async (client, number) =>
            {
                if (number == 0)
                {
                    while (Volatile.Read(ref waiting) > 0)
                    {
                        await Specification.DoAsync(client, "set");
                        await Specification.DoAsync(client, "reset");
                    }
                }
                else
                {
                    for (var i = 0; i < 10; i++)
                    {
                        await Specification.DoAsync(client, "wait");
                    }

                    Interlocked.Decrement(ref waiting);
                }
            }));
        }
    }

    [Fact(Timeout = Hang)]
    public async Task An_event_that_lets_waiters_go_only_when_it_is_reset_is_found_out()
    {
        await using var real = SharedManager.StartInProcess();
        await using var mutant = SharedManager.StartInProcess(static manager => manager.Register<ISharedEvent>(static () => new LateEventReferent()));
        Found.Nothing(await ViolationAsync(real));
        Assert.NotNull(await ViolationAsync(mutant));

        static async Task<string?> ViolationAsync(SharedManager manager)
        {
            var signal = await manager.EventAsync(cancellationToken: Token);
            var (waiter, setter) = (new Recorder<ISharedEvent>(signal), new Recorder<ISharedEvent>(signal));
            var wait = Specification.DoAsync(waiter, "wait");
            await Specification.DoAsync(setter, "set");
            await Specification.DoAsync(setter, "reset");
            await wait;
            return Specification.Violation(waiter, setter);
        }
    }
}
