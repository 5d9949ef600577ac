using SharedObjects.Calls.Encoding;
using SharedObjects.Objects.Value;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>The value against a plain one that counts its changes. A mutant shows that the checks can fail.</summary>
public sealed class ValueSpecs
{
    private const int Hang = 60_000;

    private static readonly Specification<ISharedValue<int>, Versioned> Specification = new(
        static manager => manager.ValueAsync(0, Token),
        static () => new Versioned(),
        ["get", "get", "set", "exchange", "compare", "compare", "try", "try", "read", "add", "update"],
        static async (value, operation, arguments) =>
        {
            switch (operation)
            {
                case "set":
                    await value.SetAsync(arguments.Second, Token);
                    return null;
                case "exchange":
                    return await value.ExchangeAsync(arguments.Second, Token);
                case "compare":
                    return await value.CompareExchangeAsync(arguments.First, arguments.Second, Token);
                case "try":
                    return await value.TrySetIfVersionAsync(arguments.Second, Math.Max(0, arguments.First), Token);
                case "read":
                    return await value.GetWithVersionAsync(Token);
                case "add":
                    return await value.AddAsync(AmountOf(arguments.First), Token);
                case "update":
                    return await value.UpdateAsync(old => old - arguments.Second, Token);
                case "wait":
                    return await value.WaitForChangeAsync(arguments.First, Token);
                default:
                    return await value.GetAsync(Token);
            }
        },
        Answer);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Hang)]
    public async Task A_shared_value_does_what_a_plain_one_does()
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
    public async Task Whoever_waits_for_changes_sees_the_value_as_it_was_then()
    {
        await using var manager = SharedManager.StartInProcess();
        for (var round = 0; round < 10; round++)
        {
            await using var value = await manager.ValueAsync(0, Token);
            Assert.Null(await Specification.CrowdAsync(value, 6, async (client, number) =>
            {
                if (number < 2)
                {
                    for (var i = 0; i < 20; i++)
                    {
                        await Specification.DoAsync(client, "add", number + 1);
                    }
                }
                else
                {
                    for (var seen = 0L; seen < 40;)
                    {
                        seen = (((int Value, long Version))(await Specification.DoAsync(client, "wait", (int)seen))!).Version;
                    }
                }
            }));
        }
    }

    [Fact(Timeout = Hang)]
    public async Task Versions_that_only_say_which_value_it_was_are_found_out()
    {
        await using var manager = SharedManager.StartInProcess(static manager =>
            manager.RegisterFactory<ISharedValue<Payload>, Payload>(static value => new ForgetfulValueReferent<Payload>(value)));
        Assert.ThrowsAny<Exception>(() => Specification.Compare(manager));
        await using var value = await manager.ValueAsync(0, Token);
        var client = new Recorder<ISharedValue<int>>(value);
        await Specification.DoAsync(client, "set", 0, 0);
        await Specification.DoAsync(client, "read");
        Assert.NotNull(Specification.Violation(client));
    }

    [Fact(Timeout = Hang)]
    public async Task A_value_that_stays_as_it_is_instead_of_refusing_is_found_out()
    {
        await using var manager = SharedManager.StartInProcess(static manager => manager.RegisterFactory<ISharedValue<Payload>, Payload>(static value =>
            Mutant<ISharedValue<Payload>>.Of(new ValueReferent<Payload>(value, PayloadArithmetic.Instance, TimeProvider.System), static (right, name, arguments) =>
            {
                if (name != nameof(right.AddNumberAsync))
                {
                    return null;
                }

#pragma warning disable CA2012 // The referent's calls complete at once.
                try
                {
                    return right.AddNumberAsync((Payload)arguments[0]!, (int)arguments[1]!, default);
                }
                catch (OverflowException)
                {
                    return right.GetAsync(default);
                }
#pragma warning restore CA2012
            })));
        await Found.SomethingAsync(seed => Specification.CrowdAsync(manager, seed));
    }

    /// <summary>Small numbers, and one with which it overflows.</summary>
    private static int AmountOf(int number) => number == 5 ? int.MaxValue : number;

    private static object? Answer(Versioned model, string operation, (int First, int Second) arguments)
    {
        var before = model.Value;
        switch (operation)
        {
            case "set":
                model.Change(arguments.Second);
                return null;
            case "exchange":
                model.Change(arguments.Second);
                return before;
            case "compare":
                if (before == arguments.Second)
                {
                    model.Change(arguments.First);
                }

                return (before == arguments.Second, before);
            case "try":
                var isCurrent = model.Version == Math.Max(0, arguments.First);
                if (isCurrent)
                {
                    model.Change(arguments.Second);
                }

                return isCurrent;
            case "add" when (long)before + AmountOf(arguments.First) > int.MaxValue:
                return nameof(OverflowException);
            case "add":
                model.Change(before + AmountOf(arguments.First));
                return model.Value;
            case "update":
                model.Change(before - arguments.Second);
                return model.Value;
            case "wait" when model.Version == arguments.First:
                return "a wait that ended too early";
            case "wait" or "read":
                return (model.Value, model.Version);
            default:
                return before;
        }
    }

    private sealed class Versioned
    {
        public int Value { get; private set; }

        public long Version { get; private set; }

        public void Change(int value) => (Value, Version) = (value, Version + 1);
    }
}
