using SharedObjects.Objects.List;
using List = SharedObjects.ISharedList<SharedObjects.Payload>;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>The list against a plain one, in sequence and in parallel. Mutants show that the checks can fail.</summary>
public sealed class ListSpecs
{
    private const int Hang = 60_000;

    private static readonly StepSpec<ISharedList<int>> Spec = new(
        static manager => manager.ListAsync<int>(),
        ListModel.Make,
        ActAsync,
        "Add", "AddRange", "Insert", "InsertRange", "InsertLast", "Get", "GetLast", "Read", "ReadAll", "Set", "SetIf", "ReplaceIf", "Remove", "RemoveAt",
        "RemoveLast", "TakeLast", "RemoveRange", "SetRange", "GetRange", "Contains", "IndexOf", "LastIndexOf", "CountOf", "Reverse", "Sort", "Clear", "ToArray", "AddRange", "Read");

    [Fact(Timeout = Hang)]
    public async Task A_shared_list_does_what_a_plain_one_does()
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
    [InlineData("items added together come in reverse")]
    [InlineData("an item is inserted after the index")]
    [InlineData("the last such item is removed")]
    [InlineData("the first item is taken for the last")]
    [InlineData("versions are not compared")]
    [InlineData("the version of the list is not compared")]
    [InlineData("an index outside of the list is taken to be inside")]
    [InlineData("the last index is taken to be outside")]
    [InlineData("what is taken out stays")]
    [InlineData("a range is one item too long")]
    public async Task A_mutant_is_found_out(string what)
    {
        await using var manager = SharedManager.StartInProcess(manager =>
            manager.Register(() => Mutant<List>.Of(new ListReferent<Payload>(), (right, name, arguments) => Wrong(what, right, name, arguments))));
        Assert.ThrowsAny<Exception>(() => Spec.CompareInSequence(manager));
        var violation = default(string);
        for (var seed = 0; seed < 40 && violation is null; seed++)
        {
            violation = await Spec.ViolationInParallelAsync(manager, seed);
        }

        Assert.NotNull(violation);
    }

#pragma warning disable CA2012 // The referent's calls complete at once.
    private static object? Wrong(string what, List right, string name, object?[] arguments)
    {
        T At<T>(int index) => (T)arguments[index]!;
        switch (what, name)
        {
            case ("items added together come in reverse", nameof(List.AddRangeAsync)):
                return right.InsertRangeAsync(right.Count, At<IEnumerable<Payload>>(0).Reverse(), default);
            case ("an item is inserted after the index", nameof(List.InsertAsync)) when At<int>(0) < right.Count:
                return right.InsertAsync(At<int>(0) + 1, At<Payload>(1), default);
            case ("the last such item is removed", nameof(List.RemoveAsync)) when right.LastIndexOfAsync(At<Payload>(0), default).Result is >= 0 and var last:
                right.RemoveAtAsync(last, default);
                return ValueTask.FromResult(true);
            case ("the first item is taken for the last", nameof(List.TryRemoveLastAsync)) when right.Count > 0:
                return ValueTask.FromResult((true, right.RemoveAtAsync(0, default).Result));
            case ("versions are not compared", nameof(List.TrySetIfVersionAsync)) when At<int>(0) < right.Count:
                right.SetAsync(At<int>(0), At<Payload>(1), default);
                return ValueTask.FromResult(true);
            case ("the version of the list is not compared", nameof(List.TryReplaceAllAsync)):
                return right.TryReplaceAllAsync(At<IEnumerable<Payload>>(0), right.ToArrayWithVersionAsync(default).Result.Version, default);
            case ("an index outside of the list is taken to be inside", nameof(List.GetAsync)) when right.Count > 0:
                return right.GetAsync(Math.Min(At<int>(0), right.Count - 1), default);
            case ("the last index is taken to be outside", nameof(List.GetAsync)) when At<int>(0) == right.Count - 1:
                return right.GetAsync(right.Count, default);
            case ("what is taken out stays", nameof(List.RemoveAtAsync)):
                return right.GetAsync(At<int>(0), default);
            case ("a range is one item too long", nameof(List.GetRangeAsync)) when At<int>(0) + At<int>(1) < right.Count:
                return right.GetRangeAsync(At<int>(0), At<int>(1) + 1, default);
            default:
                return null;
        }
    }
#pragma warning restore CA2012

    private static async Task<object?> ActAsync(ISharedList<int> shared, Step step)
    {
        var (name, key, value, version) = step;
        return name switch
        {
            "Add" => await Done(shared.AddAsync(value)),
            "AddRange" => await Done(shared.AddRangeAsync([value, key])),
            "Insert" => await Done(shared.InsertAsync(key, value)),
            "InsertRange" => await Done(shared.InsertRangeAsync(key, [key, value])),
            "InsertLast" => await Done(shared.InsertAsync(^1, value)),
            "Get" => await shared.GetAsync(key),
            "GetLast" => await shared.GetAsync(^1),
            "Read" => await shared.GetWithVersionAsync(key),
            "ReadAll" => await shared.ToArrayWithVersionAsync() is var (items, revision) ? (Step.Text(items), revision) : default,
            "Set" => await Done(shared.SetAsync(key, value)),
            "SetIf" => await shared.TrySetIfVersionAsync(key, value, version),
            "ReplaceIf" => await shared.TryReplaceAllAsync([key, value], version),
            "Remove" => await shared.RemoveAsync(value),
            "RemoveAt" => await shared.RemoveAtAsync(key),
            "RemoveLast" => await shared.TryRemoveLastAsync(),
            "TakeLast" => await shared.RemoveLastAsync(),
            "RemoveRange" => await Done(shared.RemoveRangeAsync(key, value)),
            "SetRange" => await Done(shared.SetRangeAsync(key.., [value, value])),
            "GetRange" => Step.Text(await shared.GetRangeAsync(key, value)),
            "Contains" => await shared.ContainsAsync(value),
            "IndexOf" => await shared.IndexOfAsync(value),
            "LastIndexOf" => await shared.LastIndexOfAsync(value),
            "CountOf" => await shared.CountOfAsync(value),
            "Reverse" => await Done(shared.ReverseAsync()),
            "Sort" => await Done(shared.SortAsync(key % 2 == 1)),
            "Clear" => await Done(shared.ClearAsync()),
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
