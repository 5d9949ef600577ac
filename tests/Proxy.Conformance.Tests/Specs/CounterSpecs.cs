using SharedObjects.Hosting;
using SharedObjects.Objects.Counter;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>The counter against a plain number. Mutants show that the checks can fail.</summary>
public sealed class CounterSpecs
{
    private const int Hang = 60_000;

    /// <summary>So near to the end that small numbers overflow.</summary>
    private const long Initial = long.MaxValue - 3;

    private static readonly Specification<ISharedCounter, long[]> Specification = new(
        static manager => manager.CounterAsync(Initial, Token),
        static () => [Initial],
        ["get", "add", "add", "increment", "decrement", "exchange", "compare"],
        static async (counter, operation, arguments) => operation switch
        {
            "get" => await counter.GetAsync(Token),
            "add" => await counter.AddAsync(arguments.First, Token),
            "increment" => await counter.IncrementAsync(Token),
            "decrement" => await counter.DecrementAsync(Token),
            "exchange" => await counter.ExchangeAsync(Initial + (arguments.Second / 2), Token),
            _ => await counter.CompareExchangeAsync(Initial, Initial + (arguments.Second / 2), Token),
        },
        static (model, operation, arguments) =>
        {
            var before = model[0];
            try
            {
                model[0] = operation switch
                {
                    "get" => before,
                    "add" => checked(before + arguments.First),
                    "increment" => checked(before + 1),
                    "decrement" => checked(before - 1),
                    "exchange" => Initial + (arguments.Second / 2),
                    _ => before == Initial + (arguments.Second / 2) ? Initial : before,
                };
            }
            catch (OverflowException)
            {
                return nameof(OverflowException);
            }

            return operation is "exchange" or "compare" ? before : model[0];
        });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Hang)]
    public async Task A_shared_counter_does_what_a_plain_number_does()
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
    public async Task A_counter_that_saves_what_it_was_before_is_found_out()
    {
        await using var manager = SharedManager.StartInProcess(static manager => ((Registrations)manager).Add<ISharedCounter, long>(
            static value => new HesitantCounterReferent(value),
            static state => new CounterReferent(state),
            optional: true));
        await Found.SomethingAsync(seed => Specification.SavingCrowdAsync(manager, seed));
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
    public async Task A_counter_that_wraps_around_is_found_out()
    {
        await using var manager = SharedManager.StartInProcess(static manager =>
            manager.RegisterFactory<ISharedCounter, long>(static value => new CarelessCounterReferent(value, forgetsItself: false)));
        Assert.ThrowsAny<Exception>(() => Specification.Compare(manager));
        await Found.SomethingAsync(seed => Specification.CrowdAsync(manager, seed));
    }

    [Fact(Timeout = Hang)]
    public async Task A_counter_that_lets_others_in_between_reading_and_writing_is_found_out_in_parallel()
    {
        await using var manager = SharedManager.StartInProcess(static manager =>
            manager.RegisterFactory<ISharedCounter, long>(static value => new CarelessCounterReferent(value, forgetsItself: true)));
        await using var counter = await manager.CounterAsync(Initial, Token);
        var (first, second) = (new Recorder<ISharedCounter>(counter), new Recorder<ISharedCounter>(counter));
        var add = Specification.DoAsync(first, "add", -1);
        await Specification.DoAsync(second, "add", -1);
        await add;
        Assert.NotNull(Specification.Violation(first, second));
    }
}
