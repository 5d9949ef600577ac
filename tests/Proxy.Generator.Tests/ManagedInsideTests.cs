using SharedObjects.Generator.Tests.Harness;

namespace SharedObjects.Generator.Tests;

/// <summary>Shared objects inside other values: they go as references and come as proxies, at any nesting.</summary>
public sealed class ManagedInsideTests
{
    private static readonly (string Type, string Value)[] Cases =
    [
        ("ICounter", "one"),
        ("ICounter?", "null"),
        ("ICounter[]", "[one, two]"),
        ("IReadOnlyList<ICounter>", "[one, two]"),
        ("IEnumerable<ICounter?>", "[one, null]"),
        ("List<List<ICounter>>", "[[one], [], [two, one]]"),
        ("HashSet<ICounter>", "[one, two, one]"),
        ("Dictionary<string, ICounter>", "new() { [\"a\"] = one, [\"b\"] = two }"),
        ("IReadOnlyDictionary<ICounter, ICounter[]>", "new Dictionary<ICounter, ICounter[]> { [one] = [two] }"),
        ("KeyValuePair<string, ICounter>", "new(\"a\", one)"),
        ("(ICounter, string)", "(one, \"a\")"),
        ("(ICounter, string)?", "(one, \"a\")"),
        ("(int, ICounter, int, ICounter?, int)[]", "[(1, one, 2, two, 3), (1, two, 2, null, 3)]"),
        ("List<(string, IBag<int>)>", "[(\"a\", bag)]"),
        ("IBag<int>", "bag"),
        ("Holder", "new(\"a\", one, [two, one])"),
        ("Dictionary<string, Holder?>", "new() { [\"a\"] = new(\"a\", one, [two, one]), [\"b\"] = null }"),
        ("T", "one"),
        ("(ICounter, T)", "(two, one)"),
        ("(T, ICounter, T, List<T>)", "(two, one, two, [one, two])"),
        ("Dictionary<string, List<(T, ICounter)>>", "new() { [\"a\"] = [(one, two), (two, one)] }"),
        ("Slot<T>", "new(one, two, null)"),
        ("List<Slot<T>>", "[new(one, two, null), new(two, one, [one, two])]"),
        ("IStore<T>", "store"),
        ("IStore<T>[]", "[store, store]"),
        ("Dictionary<string, IStore<T>>", "new() { [\"a\"] = store }"),
        ("(IBag<int>, IStore<T>, T)", "(bag, store, one)"),
        ("IReadOnlyList<Slot<IStore<T>>>", "[new(store, two, [store])]"),
    ];

    [Fact]
    public async Task Values_with_objects_in_them_come_back() => Assert.Equal("", await GeneratorRun.Of($$"""
        using SharedObjects;

        public sealed record Holder(string Name, ICounter Counter, IReadOnlyList<ICounter> More);
        public sealed record Slot<T>(T Item, ICounter Counter, T[]? More);

        [Managed] public interface ICounter { int Value { get; } }
        [Managed] public interface IBag<T> { int Count { get; } }

        [Managed]
        public interface IStore<T>
        {
            {{Each(static (i, type, _) => $"ValueTask<{type}> Echo{i}Async({type} value);")}}
            ValueTask<ICounter> CounterAsync(int value);
            ValueTask<IBag<TItem>> BagAsync<TItem>();
            ValueTask<IStore<T>> SelfAsync();
        }

        public sealed class Counter(int value) : ICounter { public int Value => value; }
        public sealed class Bag<T> : IBag<T> { public int Count => 7; }
        public sealed class Store<T> : IStore<T>
        {
            {{Each(static (i, type, _) => $"public ValueTask<{type}> Echo{i}Async({type} value) => new(value);")}}
            public ValueTask<ICounter> CounterAsync(int value) => new(new Counter(value));
            public ValueTask<IBag<TItem>> BagAsync<TItem>() => new(new Bag<TItem>());
            public ValueTask<IStore<T>> SelfAsync() => new(this);
        }

        public static class Scenario
        {
            public static async Task<string> RunAsync(IStore<ICounter> it)
            {
                var (one, two, bag, store) = (await it.CounterAsync(1), await it.CounterAsync(2), await it.BagAsync<int>(), await it.SelfAsync());
                var different = "";
                {{Each(static (i, type, value) => $"{Closed(type)} value{i} = {value}; different += Compare(value{i}, await it.Echo{i}Async(value{i}));")}}
                return different;
            }

            private static string Compare(object? here, object? there) => Text(here) == Text(there) ? "" : $"{Text(here)} became {Text(there)}. ";

            // Proxies of one object print the same.
            private static string Text(object? value) => value switch
            {
                null => "null",
                string text => text,
                System.Collections.IEnumerable items => "[" + string.Join(',', System.Linq.Enumerable.Select(System.Linq.Enumerable.Cast<object?>(items), Text)) + "]",
                System.Runtime.CompilerServices.ITuple tuple => "(" + string.Join(',', System.Linq.Enumerable.Select(System.Linq.Enumerable.Range(0, tuple.Length), i => Text(tuple[i]))) + ")",
                KeyValuePair<string, Holder?> pair => pair.Key + Text(pair.Value),
                KeyValuePair<string, List<(ICounter, ICounter)>> pair => pair.Key + Text(pair.Value),
                KeyValuePair<ICounter, ICounter[]> pair => Text(pair.Key) + Text(pair.Value),
                Holder holder => $"{holder.Name}{Text(holder.Counter)}{Text(holder.More)}",
                Slot<ICounter> slot => Text(slot.Item) + Text(slot.Counter) + Text(slot.More),
                Slot<IStore<ICounter>> slot => Text(slot.Item) + Text(slot.Counter) + Text(slot.More),
                ICounter counter => $"{counter}={counter.Value}",
                IBag<int> bag => $"{bag}={bag.Count}",
                _ => value.ToString()!,
            };
        }
        """).Run("IStore`1", "Store`1", "ICounter"));

    private static string Each(Func<int, string, string, string> line) => string.Join('\n', Cases.Select((c, i) => line(i, c.Type, c.Value)));

    private static string Closed(string type) => System.Text.RegularExpressions.Regex.Replace(type, @"\bT\b", "ICounter");
}
