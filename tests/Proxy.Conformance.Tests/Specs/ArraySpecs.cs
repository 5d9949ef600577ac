using SharedObjects.Calls.Encoding;
using SharedObjects.Objects.Arrays;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>The array against a plain one that counts its changes. A mutant shows that the checks can fail.</summary>
public sealed class ArraySpecs
{
    private const int Hang = 60_000;
    private const int Length = 4;

    private static readonly Specification<ISharedArray<int>, Versioned> Specification = new(
        static manager => manager.ArrayAsync<int>(Length, Token),
        static () => new Versioned(),
        ["get", "all", "all", "range", "set", "set range", "set range", "fill", "exchange", "compare", "try", "read", "add", "update", "find"],
        static async (array, operation, arguments) =>
        {
            var (index, number) = arguments;
            switch (operation)
            {
                case "get":
                    return await array.GetAsync(index, Token);
                case "all":
                    return string.Join(' ', await array.ToArrayAsync(Token));
                case "range":
                    return string.Join(' ', await array.GetRangeAsync(index, number / 2, Token));
                case "set":
                    await array.SetAsync(index, number, Token);
                    return null;
                case "set range":
                    await array.SetRangeAsync(index, [number, number, number], Token);
                    return null;
                case "fill":
                    await array.FillAsync(number, Token);
                    return null;
                case "exchange":
                    return await array.ExchangeAsync(index, number, Token);
                case "compare":
                    return await array.CompareExchangeAsync(index, 9, number, Token);
                case "try":
                    return await array.TrySetIfVersionAsync(index, 7, number, Token);
                case "read":
                    return await array.GetWithVersionAsync(index, Token);
                case "add":
                    return await array.AddAsync(index, number, Token);
                case "update":
                    return await array.UpdateAsync(index, old => old - number, Token);
                default:
                    return await array.IndexOfAsync(number, Token);
            }
        },
        Answer);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Hang)]
    public async Task A_shared_array_does_what_a_plain_one_does()
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
    public async Task A_range_that_is_set_element_by_element_is_found_out()
    {
        await using var manager = SharedManager.StartInProcess(static manager =>
            manager.RegisterFactory<ISharedArray<Payload>, Payload>(static _ => new TornArrayReferent(Length)));
        await using var array = await manager.CreateAsync<ISharedArray<int>>(Token);
        await array.FillAsync(0, Token);
        var (setter, reader) = (new Recorder<ISharedArray<int>>(array), new Recorder<ISharedArray<int>>(array));
        var set = Specification.DoAsync(setter, "set range", 0, 5);
        await Specification.DoAsync(reader, "all");
        await set;
        Assert.NotNull(Specification.Violation(setter, reader));
    }

    [Theory(Timeout = Hang)]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task An_array_that_takes_itself_for_shorter_or_goes_around_is_found_out(int longer)
    {
        await using var manager = SharedManager.StartInProcess(manager => manager.RegisterFactory<ISharedArray<Payload>, Payload>(_ => Mutant<ISharedArray<Payload>>.Of(
            new ArrayReferent<Payload>(Length, default, PayloadArithmetic.Instance),
#pragma warning disable CA2012 // The referent's calls complete at once.
            (right, name, arguments) => (name, longer) switch
            {
                (nameof(ISharedArray<>.GetAsync), < 0) when (int)arguments[0]! == Length - 1 => right.GetAsync(Length, default),
                (nameof(ISharedArray<>.SetAsync), > 0) when (int)arguments[0]! >= Length => right.SetAsync(0, (Payload)arguments[1]!, default),
                _ => null,
            })));
#pragma warning restore CA2012
        await using var array = await manager.CreateAsync<ISharedArray<int>>(Token);
        Assert.NotNull(await Specification.CrowdAsync(array, 4, async (client, number) =>
        {
            for (var index = -1; index <= Length; index++)
            {
                await Specification.DoAsync(client, "set", index, number);
                await Specification.DoAsync(client, "get", index);
            }
        }));
    }

    private static object? Answer(Versioned model, string operation, (int First, int Second) arguments)
    {
        var (index, number) = arguments;
        var values = model.Values;
        var count = operation switch { "range" => number / 2, "set range" => 3, _ => 1 };
        if (operation is not ("all" or "fill" or "find") && (index < 0 || index > Length - count))
        {
            return nameof(ArgumentOutOfRangeException);
        }

        switch (operation)
        {
            case "all":
                return string.Join(' ', values);
            case "range":
                return string.Join(' ', values[index..(index + count)]);
            case "find":
                return Array.IndexOf(values, number);
            case "fill":
                model.Change(0, Length, number);
                return null;
            case "set" or "set range":
                model.Change(index, count, number);
                return null;
        }

        var (before, version) = (values[index], model.Versions[index]);
        switch (operation)
        {
            case "get":
                return before;
            case "read":
                return (before, version);
            case "try":
                if (version == number)
                {
                    model.Change(index, 1, 7);
                }

                return version == number;
            case "compare":
                if (before == number)
                {
                    model.Change(index, 1, 9);
                }

                return (before == number, before);
            default:
                model.Change(index, 1, operation switch { "add" => before + number, "update" => before - number, _ => number });
                return operation == "exchange" ? before : values[index];
        }
    }

    private sealed class Versioned
    {
        private long revision;

        public int[] Values { get; } = new int[Length];

        public long[] Versions { get; } = new long[Length];

        public void Change(int index, int count, int value)
        {
            Array.Fill(Values, value, index, count);
            Array.Fill(Versions, ++revision, index, count);
        }
    }
}
