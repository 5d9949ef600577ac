using SharedObjects.Objects.Namespace;

namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>The namespace against a plain dictionary. A mutant shows that the checks can fail.</summary>
public sealed class NamespaceSpecs
{
    private const int Hang = 60_000;

    private static readonly Specification<ISharedNamespace, Model> Specification = new(
        static manager => manager.NamespaceAsync(Token),
        static () => new Model(),
        ["get", "set", "set", "set text", "try set", "try set", "read", "get or add", "update", "delete", "contains", "keys", "count", "clear"],
        static async (names, operation, arguments) =>
        {
            var (name, number) = (NameOf(arguments.First), arguments.Second);
            switch (operation)
            {
                case "get":
                    return await names.TryGetAsync<int>(name, Token);
                case "set":
                    await names.SetAsync(name, number, Token);
                    return null;
                case "set text":
                    await names.SetAsync(name, "text", Token);
                    return null;
                case "try set":
                    return await names.TrySetIfVersionAsync(name, 7, number, Token);
                case "read":
                    return await names.FindAsync<int>(name, "System.Int32", Token);
                case "get or add":
                    return await names.GetOrAddAsync(name, number, Token);
                case "update":
                    return await names.UpdateAsync<int>(name, old => old - number, Token);
                case "delete":
                    return await names.DeleteAsync(name, Token);
                case "contains":
                    return await names.ContainsAsync(name, Token);
                case "keys":
                    return string.Join(' ', await names.KeysAsync(Token));
                case "count":
                    return names.Count;
                default:
                    await names.ClearAsync(Token);
                    return null;
            }
        },
        Answer);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Hang)]
    public async Task A_shared_namespace_does_what_a_plain_dictionary_does()
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
    public async Task A_namespace_that_begins_its_versions_anew_when_it_is_cleared_is_found_out()
    {
        await using var manager = SharedManager.StartInProcess(static manager => manager.Register<ISharedNamespace>(static () => new RenewedNamespaceReferent()));
        Assert.ThrowsAny<Exception>(() => Specification.Compare(manager));
        Assert.NotNull(await Specification.CrowdAsync(manager, seed: 1, count: 1));
    }

    [Theory(Timeout = Hang)]
    [InlineData(nameof(InvalidCastException))]
    [InlineData(nameof(ArgumentException))]
    public async Task A_namespace_that_refuses_otherwise_is_found_out(string refusal)
    {
        await using var manager = SharedManager.StartInProcess(manager => manager.Register(() => Mutant<ISharedNamespace>.Of(
            new NamespaceReferent(),
#pragma warning disable CA2012 // The referent's calls complete at once.
            (right, name, arguments) => (name, refusal) switch
            {
                (nameof(ISharedNamespace.DeleteAsync), nameof(ArgumentException)) when arguments[0] is "" => ValueTask.FromResult(false),
                (nameof(ISharedNamespace.DeleteAsync), nameof(InvalidCastException)) when right.Count > 2 => throw new InvalidCastException(),
                _ => null,
            })));
#pragma warning restore CA2012
        await Found.SomethingAsync(seed => Specification.CrowdAsync(manager, seed));
    }

    private static string NameOf(int number) => number < 1 ? "" : $"{(char)('a' + (number % 3))}";

    private static object? Answer(Model model, string operation, (int First, int Second) arguments)
    {
        var (name, number) = (NameOf(arguments.First), arguments.Second);
        var found = model.Slots.TryGetValue(name, out var slot);
        if (name.Length == 0 && operation is not ("keys" or "count" or "clear"))
        {
            return nameof(ArgumentException);
        }

        if (found && slot.Value is not int && operation is ("get" or "read" or "get or add" or "update"))
        {
            return nameof(InvalidCastException);
        }

        switch (operation)
        {
            case "get":
                return (found, found ? (int)slot.Value : 0);
            case "read":
                return (found ? (int)slot.Value : 0, slot.Version);
            case "set":
                model.Set(name, number);
                return null;
            case "set text":
                model.Set(name, "text");
                return null;
            case "try set":
                if (slot.Version == number)
                {
                    model.Set(name, 7);
                }

                return slot.Version == number;
            case "get or add":
                if (!found)
                {
                    model.Set(name, number);
                }

                return found ? slot.Value : number;
            case "delete":
                return model.Slots.Remove(name);
            case "contains":
                return found;
            case "keys":
                return string.Join(' ', model.Slots.Keys);
            case "count":
                return model.Slots.Count;
            case "clear":
                model.Slots.Clear();
                return null;
            default:
                if (!found)
                {
                    return nameof(KeyNotFoundException);
                }

                model.Set(name, (int)slot.Value - number);
                return (int)slot.Value - number;
        }
    }

    private sealed class Model
    {
        private long revision;

        public SortedDictionary<string, (object Value, long Version)> Slots { get; } = new(StringComparer.Ordinal);

        public void Set(string name, object value) => Slots[name] = (value, ++revision);
    }
}
