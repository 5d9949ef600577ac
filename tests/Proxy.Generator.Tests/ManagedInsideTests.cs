using SharedObjects.Generator.Tests.Harness;

namespace SharedObjects.Generator.Tests;

/// <summary>Shared objects inside other values: they go as references and come as proxies, at any nesting.</summary>
public sealed class ManagedInsideTests
{
    [Theory]
    [InlineData("ICounter", "one")]
    [InlineData("ICounter?", "null")]
    [InlineData("ICounter[]", "[one, two]")]
    [InlineData("IReadOnlyList<ICounter>", "[one, two]")]
    [InlineData("IEnumerable<ICounter?>", "[one, null]")]
    [InlineData("List<List<ICounter>>", "[[one], [], [two, one]]")]
    [InlineData("HashSet<ICounter>", "[one, two, one]")]
    [InlineData("Dictionary<string, ICounter>", "new() { [\"a\"] = one, [\"b\"] = two }")]
    [InlineData("IReadOnlyDictionary<ICounter, ICounter[]>", "new Dictionary<ICounter, ICounter[]> { [one] = [two] }")]
    [InlineData("KeyValuePair<string, ICounter>", "new(\"a\", one)")]
    [InlineData("(ICounter, string)", "(one, \"a\")")]
    [InlineData("(ICounter, string)?", "(one, \"a\")")]
    [InlineData("(int, ICounter, int, ICounter?, int)[]", "[(1, one, 2, two, 3), (1, two, 2, null, 3)]")]
    [InlineData("List<(string, IBag<int>)>", "[(\"a\", bag)]")]
    [InlineData("IBag<int>", "bag")]
    [InlineData("Holder", "new(\"a\", one, [two, one])")]
    [InlineData("Dictionary<string, Holder?>", "new() { [\"a\"] = new(\"a\", one, [two, one]), [\"b\"] = null }")]
    [InlineData("T", "one")]
    [InlineData("(ICounter, T)", "(two, one)")]
    [InlineData("(T, ICounter, T, List<T>)", "(two, one, two, [one, two])")]
    [InlineData("Dictionary<string, List<(T, ICounter)>>", "new() { [\"a\"] = [(one, two), (two, one)] }")]
    [InlineData("Slot<T>", "new(one, two, null)")]
    [InlineData("List<Slot<T>>", "[new(one, two, null), new(two, one, [one, two])]")]
    [InlineData("IStore<T>", "store")]
    [InlineData("IStore<T>[]", "[store, store]")]
    [InlineData("Dictionary<string, IStore<T>>", "new() { [\"a\"] = store }")]
    [InlineData("(IBag<int>, IStore<T>, T)", "(bag, store, one)")]
    [InlineData("IReadOnlyList<Slot<IStore<T>>>", "[new(store, two, [store])]")]
    public async Task Values_with_objects_in_them_come_back(string type, string value)
    {
        var closed = type.Replace("<T>", "<ICounter>").Replace("(T,", "(ICounter,").Replace(" T)", " ICounter)").Replace(" T,", " ICounter,");
        closed = closed == "T" ? "ICounter" : closed;
        Assert.Equal("True", await GeneratorRun.Of($$"""
            using SharedObjects;

            public sealed record Holder(string Name, ICounter Counter, IReadOnlyList<ICounter> More);
            public sealed record Slot<T>(T Item, ICounter Counter, T[]? More);

            [Managed] public interface ICounter { int Value { get; } }
            [Managed] public interface IBag<T> { int Count { get; } }

            [Managed]
            public interface IStore<T>
            {
                ValueTask<{{type}}> EchoAsync({{type}} value);
                ValueTask<ICounter> CounterAsync(int value);
                ValueTask<IBag<TItem>> BagAsync<TItem>();
                ValueTask<IStore<T>> SelfAsync();
            }

            public sealed class Counter(int value) : ICounter { public int Value => value; }
            public sealed class Bag<T> : IBag<T> { public int Count => 7; }
            public sealed class Store<T> : IStore<T>
            {
                public ValueTask<{{type}}> EchoAsync({{type}} value) => new(value);
                public ValueTask<ICounter> CounterAsync(int value) => new(new Counter(value));
                public ValueTask<IBag<TItem>> BagAsync<TItem>() => new(new Bag<TItem>());
                public ValueTask<IStore<T>> SelfAsync() => new(this);
            }

            public static class Scenario
            {
                public static async Task<string> RunAsync(IStore<ICounter> it)
                {
                    var (one, two, bag, store) = (await it.CounterAsync(1), await it.CounterAsync(2), await it.BagAsync<int>(), await it.SelfAsync());
                    {{closed}} value = {{value}};
                    var (here, there) = (Text(value), Text(await it.EchoAsync(value)));
                    return $"{here == there}{(here == there ? "" : $"{here} {there}")}";
                }

                // Proxies of one object are equal and print the same.
                private static string Text(object? value) => value switch
                {
                    null => "null",
                    string text => text,
                    System.Collections.IEnumerable items => "[" + string.Join(',', System.Linq.Enumerable.Select(System.Linq.Enumerable.Cast<object?>(items), Text)) + "]",
                    System.Runtime.CompilerServices.ITuple tuple => "(" + string.Join(',', System.Linq.Enumerable.Select(System.Linq.Enumerable.Range(0, tuple.Length), i => Text(tuple[i]))) + ")",
                    Holder holder => $"{holder.Name}{Text(holder.Counter)}{Text(holder.More)}",
                    Slot<ICounter> slot => Text(slot.Item) + Text(slot.Counter) + Text(slot.More),
                    Slot<IStore<ICounter>> slot => Text(slot.Item) + Text(slot.Counter) + Text(slot.More),
                    ICounter counter => $"{counter}={counter.Value}",
                    IBag<int> bag => $"{bag}={bag.Count}",
                    _ => value.ToString()!,
                };
            }
            """).Run("IStore`1", "Store`1", "ICounter"));
    }
}
