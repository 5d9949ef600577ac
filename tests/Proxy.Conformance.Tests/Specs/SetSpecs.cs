using SharedObjects.Objects.Set;
using Set = SharedObjects.ISharedSet<SharedObjects.Payload>;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>The set against a plain one, in sequence and in parallel. Mutants show that the checks can fail.</summary>
public sealed class SetSpecs
{
    private const int Hang = 60_000;

    private static readonly StepSpec<ISharedSet<int>> Spec = new(
        static manager => manager.SetAsync<int>(),
        SetModel.Make,
        ActAsync,
        "Add", "AddMany", "Remove", "RemoveMany", "Take", "TakeOne", "Contains", "IntersectWith", "SymmetricExceptWith", "IsSubsetOf", "IsProperSubsetOf", "IsSupersetOf",
        "IsProperSupersetOf", "Overlaps", "SetEquals", "Union", "Intersect", "Except", "SymmetricExcept", "Clear", "ToArray", "Add", "AddMany");

    [Fact(Timeout = Hang)]
    public async Task A_shared_set_does_what_a_plain_one_does()
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
    [InlineData("an item is always new")]
    [InlineData("what is taken stays")]
    [InlineData("half of a batch is removed")]
    [InlineData("an intersection is a difference")]
    [InlineData("a symmetric difference only removes")]
    [InlineData("every subset is proper")]
    [InlineData("an equal set may have more")]
    [InlineData("the order is not kept")]
    public async Task A_mutant_is_found_out(string what)
    {
        await using var manager = SharedManager.StartInProcess(manager =>
            manager.Register(() => Mutant<Set>.Of(new SetReferent<Payload>(), (right, name, arguments) => Wrong(what, right, name, arguments))));
        Assert.ThrowsAny<Exception>(() => Spec.CompareInSequence(manager));
        var violation = default(string);
        for (var seed = 0; seed < 40 && violation is null; seed++)
        {
            violation = await Spec.ViolationInParallelAsync(manager, seed);
        }

        Assert.NotNull(violation);
    }

#pragma warning disable CA2012 // The referent's calls complete at once.
    private static object? Wrong(string what, Set right, string name, object?[] arguments)
    {
        T At<T>(int index) => (T)arguments[index]!;
        switch (what, name)
        {
            case ("an item is always new", nameof(Set.AddAsync)):
                right.AddAsync(At<Payload>(0), default);
                return ValueTask.FromResult(true);
            case ("what is taken stays", nameof(Set.TryTakeAsync)) when right.Count > 0:
                return ValueTask.FromResult((true, right.ToArrayAsync(default).Result[0]));
            case ("half of a batch is removed", nameof(Set.RemoveManyAsync)):
                return right.RemoveManyAsync(At<IEnumerable<Payload>>(0).Take(1), default);
            case ("an intersection is a difference", nameof(Set.IntersectAsync)):
                return right.ExceptAsync(At<IEnumerable<Payload>>(0), default);
            case ("a symmetric difference only removes", nameof(Set.SymmetricExceptWithAsync)):
                right.RemoveManyAsync(At<IEnumerable<Payload>>(0), default);
                return ValueTask.CompletedTask;
            case ("every subset is proper", nameof(Set.IsProperSubsetOfAsync)):
                return right.IsSubsetOfAsync(At<IEnumerable<Payload>>(0), default);
            case ("an equal set may have more", nameof(Set.SetEqualsAsync)):
                return right.IsSupersetOfAsync(At<IEnumerable<Payload>>(0), default);
            case ("the order is not kept", nameof(Set.ToArrayAsync)):
                return ValueTask.FromResult(right.ToArrayAsync(default).Result.Reverse().ToArray());
            default:
                return null;
        }
    }
#pragma warning restore CA2012

    private static async Task<object?> ActAsync(ISharedSet<int> shared, Step step)
    {
        int[] other = [step.Key, step.Value];
        return step.Name switch
        {
            "Add" => await shared.AddAsync(step.Key),
            "AddMany" => await shared.AddManyAsync(other),
            "Remove" => await shared.RemoveAsync(step.Key),
            "RemoveMany" => await shared.RemoveManyAsync(other),
            "Take" => await shared.TryTakeAsync(),
            "TakeOne" => await shared.TakeAsync(),
            "Contains" => await shared.ContainsAsync(step.Key),
            "IntersectWith" => await Done(shared.IntersectWithAsync(other)),
            "SymmetricExceptWith" => await Done(shared.SymmetricExceptWithAsync(other)),
            "IsSubsetOf" => await shared.IsSubsetOfAsync(other),
            "IsProperSubsetOf" => await shared.IsProperSubsetOfAsync(other),
            "IsSupersetOf" => await shared.IsSupersetOfAsync(other),
            "IsProperSupersetOf" => await shared.IsProperSupersetOfAsync(other),
            "Overlaps" => await shared.OverlapsAsync(other),
            "SetEquals" => await shared.SetEqualsAsync(other),
            "Union" => Step.Text((await shared.UnionAsync(other)).Order()),
            "Intersect" => Step.Text((await shared.IntersectAsync(other)).Order()),
            "Except" => Step.Text((await shared.ExceptAsync(other)).Order()),
            "SymmetricExcept" => Step.Text((await shared.SymmetricExceptAsync(other)).Order()),
            "Clear" => await Done(shared.ClearAsync()),
            "ToArray" => Step.Text(await shared.ToArrayAsync()),
            _ => throw new InvalidOperationException(step.Name),
        };
    }

    private static async ValueTask<bool> Done(ValueTask call)
    {
        await call;
        return true;
    }
}
