using Microsoft.CodeAnalysis;
using SharedObjects.Generator.Consumer;
using SharedObjects.Generator.Tests.Harness;

namespace SharedObjects.Generator.Tests;

/// <summary>Everything a type parameter can stand in, from a caller through payloads to a referent and back.</summary>
public sealed class StructureTests
{
    private const string Types = """
        using SharedObjects;
        using SharedObjects.Generator.Consumer;

        public readonly record struct Versioned<T>(T Value, long Version);
        public record Received<T>(T Item, int Count);
        public sealed record Redelivered<T>(T Item, int Count, TimeSpan? After) : Received<T>(Item, Count);
        public struct Point<T> { public T X; public T Y { get; set; } }
        public sealed class Options<T> { public required T Default { get; init; } public List<Point<T>>? Points { get; set; } public int Length => Points?.Count ?? 0; }
        public sealed class Tagged<T>(T value, in string tag) { public string Tag { get; } = tag; public T Value { get; } = value; }

        """;

    private static readonly (string Type, string Value)[] Cases =
    [
        ("T", "\"a\""),
        ("Versioned<T>", "new(\"a\", 7)"),
        ("Versioned<T>?", "null"),
        ("Versioned<T>?", "new Versioned<string>(\"a\", 7)"),
        ("Versioned<T?>", "new(null, 7)"),
        ("Received<T>", "new(\"a\", 7)"),
        ("Received<T>?", "null"),
        ("Redelivered<T>", "new(\"a\", 7, TimeSpan.FromSeconds(5))"),
        ("Point<T>", "new() { X = \"a\", Y = \"b\" }"),
        ("Versioned<Versioned<T>>", "new(new(\"a\", 7), 8)"),
        ("List<Received<T>?>", "[new(\"a\", 7), null]"),
        ("Dictionary<string, Received<(T, int)>>", "new() { [\"k\"] = new((\"a\", 1), 7) }"),
        ("Received<Versioned<int>>", "new(new(5, 7), 8)"),
        ("(T, int, T, bool, T)", "(\"a\", 1, \"b\", true, \"c\")"),
        ("(T, int, T, bool, T, T, T)", "(\"a\", 1, \"b\", true, \"c\", \"d\", \"e\")"),
        ("(T, int, T, bool, T, T, T, T, int)", "(\"a\", 1, \"b\", true, \"c\", \"d\", \"e\", \"f\", 9)"),
        ("(int, int, int, int, int, int, int, int, int)", "(1, 2, 3, 4, 5, 6, 7, 8, 9)"),
        ("(T, (T, T, T, T, T)?)[]", "[(\"a\", (\"a\", \"b\", \"c\", \"d\", \"e\")), (\"b\", null)]"),
        ("Note<T>", "new(\"a\", \"Ada\") { Edits = 3 }"),
        ("Note<Note<T>[]>", "new([new(\"a\", \"Ada\")], \"Bob\")"),
    ];

    [Fact]
    public async Task A_value_comes_back_as_it_was() => Assert.Equal("", await RunAsync(
        Each(static (i, type, _) => $"ValueTask<{type}> Echo{i}Async({type} value); ValueTask<{Over(type, "TOther")}> EchoTo{i}Async<TOther>({Over(type, "TOther")} other);"),
        Each(static (i, type, _) => $"public ValueTask<{type}> Echo{i}Async({type} value) => new(value); public ValueTask<{Over(type, "TOther")}> EchoTo{i}Async<TOther>({Over(type, "TOther")} other) => new(other);"),
        $$"""
        var different = "";
        {{Each(static (i, type, value) => $"{Over(type, "string")} value{i} = {value}; different += Compare(value{i}, await it.Echo{i}Async(value{i})) + Compare(value{i}, await it.EchoTo{i}Async<string>(value{i}));")}}
        return different;

        static string Compare<TValue>(TValue here, TValue there)
        {
            var options = new System.Text.Json.JsonSerializerOptions { IncludeFields = true };
            var (left, right) = (System.Text.Json.JsonSerializer.Serialize(here, options), System.Text.Json.JsonSerializer.Serialize(there, options));
            return left == right ? "" : $"{left} became {right}. ";
        }
        """));

    [Fact]
    public async Task A_class_is_made_by_its_constructor_and_its_setters() => Assert.Equal("a b 1 v t", await RunAsync(
        "ValueTask<Options<T>> EchoAsync(Options<T> value); ValueTask<Tagged<T>> TagAsync(Tagged<T> value);",
        "public ValueTask<Options<T>> EchoAsync(Options<T> value) => new(value); public ValueTask<Tagged<T>> TagAsync(Tagged<T> value) => new(value);",
        """
        var options = await it.EchoAsync(new() { Default = "a", Points = [new() { X = "b" }] });
        var tagged = await it.TagAsync(new("v", "t"));
        return $"{options.Default} {options.Points![0].X} {options.Length} {tagged.Value} {tagged.Tag}";
        """));

    [Fact]
    public async Task A_referent_finds_each_payload_in_its_place() => Assert.Equal("b:2", await RunAsync(
        "ValueTask<Versioned<T>> LastAsync(IReadOnlyList<Versioned<T>> all, T notThis);",
        "public ValueTask<Versioned<T>> LastAsync(IReadOnlyList<Versioned<T>> all, T notThis) => new(System.Linq.Enumerable.Last(all, v => !EqualityComparer<T>.Default.Equals(v.Value, notThis)));",
        """
        var last = await it.LastAsync([new("a", 1), new("b", 2), new("c", 3)], "c");
        return $"{last.Value}:{last.Version}";
        """));

    private static string Each(Func<int, string, string, string> line) => string.Join('\n', Cases.Select((c, i) => line(i, c.Type, c.Value)));

    private static string Over(string type, string argument) => System.Text.RegularExpressions.Regex.Replace(type, @"\bT\b", argument);

    private static async Task<string> RunAsync(string members, string implementation, string scenario)
    {
        var compilation = Compilations.Of($$"""
            {{Types}}
            [Managed] public interface IEcho<T> { {{members}} }
            public sealed class Echo<T> : IEcho<T> { {{implementation}} }
            public static class Scenario { public static async Task<string> RunAsync(IEcho<string> it) { {{scenario}} } }
            """).AddReferences(MetadataReference.CreateFromFile(typeof(Note<>).Assembly.Location));
        return await GeneratorRun.Of(compilation).Run("IEcho`1", "Echo`1", typeof(string));
    }
}
