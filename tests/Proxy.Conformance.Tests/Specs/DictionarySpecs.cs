using SharedObjects.Objects.Dictionary;
using Dictionary = SharedObjects.ISharedDictionary<SharedObjects.Payload, SharedObjects.Payload>;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>The dictionary against a plain one, in sequence and in parallel. Mutants show that the checks can fail.</summary>
public sealed class DictionarySpecs
{
    private const int Hang = 60_000;

    private static readonly StepSpec<ISharedDictionary<int, int>> Spec = new(
        static manager => manager.DictionaryAsync<int, int>(),
        DictionaryModel.Make,
        ActAsync,
        "Set", "Add", "Get", "TryAdd", "GetOrAdd", "TryGet", "Read", "Contains", "ContainsValue", "TryUpdate", "UpdateIf", "Remove", "RemoveValue", "TryRemove", "RemoveIf",
        "SetMany", "GetMany", "RemoveMany", "TakeLast", "Clear", "Keys", "Values", "ToArray", "Read", "Set", "SetMany");

    [Fact(Timeout = Hang)]
    public async Task A_shared_dictionary_does_what_a_plain_one_does()
    {
        await using var manager = SharedManager.StartInProcess();
        Spec.CompareInSequence(manager);
    }

    [Fact(Timeout = Hang)]
    public async Task What_is_saved_meanwhile_is_what_it_was_then()
    {
        await using var manager = SharedManager.StartInProcess();
        for (var seed = 0; seed < 10; seed++)
        {
            Found.Nothing(await Spec.ViolationInParallelAsync(manager, seed, saves: true));
        }
    }

    [Fact(Timeout = Hang)]
    public async Task Parallel_calls_are_linearizable()
    {
        await using var manager = SharedManager.StartInProcess();
        for (var seed = 0; seed < 40; seed++)
        {
            var violation = await Spec.ViolationInParallelAsync(manager, seed);
            Assert.True(violation is null, violation);
        }
    }

    [Theory(Timeout = Hang)]
    [InlineData("a key that is set goes to the end")]
    [InlineData("a key is added twice")]
    [InlineData("the latest of those who get or add wins")]
    [InlineData("versions are not compared")]
    [InlineData("a removed key has its version again")]
    [InlineData("values are not compared")]
    [InlineData("what was set last is not found")]
    [InlineData("the first is taken")]
    [InlineData("what is taken out stays")]
    [InlineData("half of a batch is set")]
    public async Task A_mutant_is_found_out(string what)
    {
        await using var manager = SharedManager.StartInProcess(manager =>
            manager.Register(() => Mutant<Dictionary>.Of(new DictionaryReferent<Payload, Payload>(), (right, name, arguments) => Wrong(what, right, name, arguments))));
        Assert.ThrowsAny<Exception>(() => Spec.CompareInSequence(manager));
        var violation = default(string);
        for (var seed = 0; seed < 40 && violation is null; seed++)
        {
            violation = await Spec.ViolationInParallelAsync(manager, seed);
        }

        Assert.NotNull(violation);
    }

#pragma warning disable CA2012 // The referent's calls complete at once.
    private static object? Wrong(string what, Dictionary right, string name, object?[] arguments)
    {
        T At<T>(int index) => (T)arguments[index]!;
        switch (what, name)
        {
            case ("a key that is set goes to the end", nameof(Dictionary.SetAsync)):
                right.RemoveAsync(At<Payload>(0), default);
                return null;
            case ("a key is added twice", nameof(Dictionary.TryAddAsync)):
                right.SetAsync(At<Payload>(0), At<Payload>(1), default);
                return ValueTask.FromResult(true);
            case ("the latest of those who get or add wins", nameof(Dictionary.GetOrAddAsync)):
                right.SetAsync(At<Payload>(0), At<Payload>(1), default);
                return ValueTask.FromResult(At<Payload>(1));
            case ("versions are not compared", nameof(Dictionary.TryUpdateIfVersionAsync)):
                right.SetAsync(At<Payload>(0), At<Payload>(1), default);
                return ValueTask.FromResult(true);
            case ("a removed key has its version again", nameof(Dictionary.GetWithVersionAsync)):
                var (found, value, _) = right.GetWithVersionAsync(At<Payload>(0), default).Result;
                return ValueTask.FromResult((found, value, found ? 1L : 0));
            case ("what was set last is not found", nameof(Dictionary.GetAsync)) when right.Count > 0 && right.KeysAsync(default).Result[^1].Equals(At<Payload>(0)):
                throw new KeyNotFoundException();
            case ("values are not compared", nameof(Dictionary.TryUpdateAsync)):
                return right.ContainsKeyAsync(At<Payload>(0), default).Result ? right.TryUpdateIfVersionAsync(
                    At<Payload>(0), At<Payload>(1), right.GetWithVersionAsync(At<Payload>(0), default).Result.Version, default) : null;
            case ("the first is taken", nameof(Dictionary.TryTakeLastAsync)) when right.Count > 0:
                var key = right.KeysAsync(default).Result[0];
                return ValueTask.FromResult((true, key, right.TryRemoveAsync(key, default).Result.Value));
            case ("what is taken out stays", nameof(Dictionary.TryRemoveAsync)):
                return right.TryGetAsync(At<Payload>(0), default);
            case ("half of a batch is set", nameof(Dictionary.SetManyAsync)):
                return right.SetManyAsync(At<IEnumerable<KeyValuePair<Payload, Payload>>>(0).Take(1), default);
            default:
                return null;
        }
    }
#pragma warning restore CA2012

    private static async Task<object?> ActAsync(ISharedDictionary<int, int> shared, Step step)
    {
        var (name, key, value, version) = step;
        return name switch
        {
            "Set" => await Done(shared.SetAsync(key, value)),
            "Add" => await Done(shared.AddAsync(key, value)),
            "Get" => await shared.GetAsync(key),
            "TryAdd" => await shared.TryAddAsync(key, value),
            "GetOrAdd" => await shared.GetOrAddAsync(key, value),
            "TryGet" => await shared.TryGetAsync(key),
            "Read" => await shared.GetWithVersionAsync(key),
            "Contains" => await shared.ContainsKeyAsync(key),
            "ContainsValue" => await shared.ContainsValueAsync(value),
            "TryUpdate" => await shared.TryUpdateAsync(key, 9, value),
            "UpdateIf" => await shared.TryUpdateIfVersionAsync(key, value, version),
            "Remove" => await shared.RemoveAsync(key),
            "RemoveValue" => await shared.RemoveAsync(key, value),
            "TryRemove" => await shared.TryRemoveAsync(key),
            "RemoveIf" => await shared.TryRemoveIfVersionAsync(key, Math.Max(version, 1)),
            "SetMany" => await Done(shared.SetManyAsync([new(key, value), new(value, key)])),
            "GetMany" => Step.Text((await shared.GetManyAsync([key, value])).Select(static entry => (entry.Key, entry.Value)).Order()),
            "RemoveMany" => await shared.RemoveManyAsync([key, value]),
            "TakeLast" => await shared.TryTakeLastAsync(),
            "Clear" => await Done(shared.ClearAsync()),
            "Keys" => Step.Text(await shared.KeysAsync()),
            "Values" => Step.Text(await shared.ValuesAsync()),
            "ToArray" => Step.Text(await shared.ToArrayAsync()),
            _ => throw new InvalidOperationException(name),
        };
    }

    private static async ValueTask<bool> Done(ValueTask call)
    {
        await call;
        return true;
    }
}
