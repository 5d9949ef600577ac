using SharedObjects.Generator.Diagnostics;
using SharedObjects.Generator.Tests.Harness;

namespace SharedObjects.Generator.Tests;

/// <summary>Every diagnostic, at what it is about: the text between the brackets [| and |].</summary>
public sealed class DiagnosticTests
{
    [Theory]
    [InlineData("SO0002", "internal ValueTask [|RunAsync|]();")]
    [InlineData("SO0002", "protected int [|Count|] { get; }")]
    [InlineData("SO0003", "static abstract ICounter [|Create|]();")]
    [InlineData("SO0003", "static abstract int [|Count|] { get; }")]
    [InlineData("SO0004", "event EventHandler [|Changed|];")]
    [InlineData("SO0005", "int [|Count|] { get; set; }")]
    [InlineData("SO0005", "int [|Count|] { set; }")]
    [InlineData("SO0005", "int [|Count|] { get; init; }")]
    [InlineData("SO0006", "int [|this|][int index] { get; }")]
    [InlineData("SO0007", "void Get(out int [|value|]);")]
    [InlineData("SO0007", "void Get(ref int [|value|]);")]
    [InlineData("SO0007", "void Get(ref readonly int [|value|]);")]
    [InlineData("SO0007", "ref int [|Get|]();")]
    [InlineData("SO0007", "ref readonly int [|Count|] { get; }")]
    [InlineData("SO0008", "Task [|RunAsync|](CancellationToken token, int n);")]
    [InlineData("SO0008", "Task [|RunAsync|](CancellationToken first, CancellationToken second);")]
    [InlineData("SO0009", "void Run(Action [|action|]);")]
    [InlineData("SO0009", "Func<int> [|Get|]();")]
    [InlineData("SO0009", "void Run(List<Func<int>> [|actions|]);")]
    [InlineData("SO0010", "ValueTask<IAsyncEnumerable<int>> [|AllAsync|]();")]
    [InlineData("SO0010", "IAsyncEnumerable<IAsyncEnumerable<int>> [|AllAsync|]();")]
    [InlineData("SO0010", "IAsyncEnumerable<(int, IAsyncEnumerator<int>)> [|AllAsync|]();")]
    [InlineData("SO0010", "IAsyncEnumerator<int> [|AllAsync|]();")]
    [InlineData("SO0010", "List<IAsyncEnumerable<int>> [|AllAsync|]();")]
    [InlineData("SO0010", "void Put(IAsyncEnumerable<int> [|items|]);")]
    [InlineData("SO0011", "void Put(Span<byte> [|bytes|]);")]
    [InlineData("SO0011", "void Put(params ReadOnlySpan<int> [|items|]);")]
    [InlineData("SO0011", "unsafe void Put(int* [|bytes|]);")]
    [InlineData("SO0011", "unsafe void Put(delegate*<void> [|code|]);")]
    [InlineData("SO0011", "object [|Get|]();")]
    [InlineData("SO0011", "ValueTask<List<object>> [|GetAsync|]();")]
    [InlineData("SO0011", "void Put(dynamic [|item|]);")]
    [InlineData("SO0011", "Task<Task<int>> [|GetAsync|]();")]
    [InlineData("SO0011", "void Put((int, CancellationToken) [|pair|]);")]
    [InlineData("SO0012", "void Put<T>(Lazy<T> [|item|]);")]
    [InlineData("SO0011", "IAsyncEnumerable<object> [|AllAsync|]();")]
    [InlineData("SO0012", "IAsyncEnumerable<Lazy<T>> [|AllAsync|]<T>();")]
    [InlineData("SO0012", "void Put<T>(T[,] [|items|]);")]
    [InlineData("SO0012", "void Put<T>(Queue<T>[] [|items|]);")]
    [InlineData("SO0012", "ISharedQueue<List<T>> [|Get|]<T>();")]
    [InlineData("SO0012", "void Put<T>((T, ISharedQueue<int[]>, ISharedQueue<(T, int)>) [|items|]);")]
    [InlineData("SO0012", "void Put<T>(System.Runtime.CompilerServices.StrongBox<T> [|item|]);")]
    [InlineData("SO0013", "T Get<[|T|]>() where T : unmanaged;")]
    [InlineData("SO0013", "T Get<[|T|]>() where T : class, new();")]
    [InlineData("SO0013", "T Get<[|T|]>() where T : Exception;")]
    [InlineData("SO0013", "T Get<[|T|]>() where T : IComparable<T>;")]
    [InlineData("SO0013", "T Get<[|T|]>() where T : IEquatable<int>;")]
    [InlineData("SO0013", "T Get<T, [|U|]>() where U : T;")]
    [InlineData("SO0014", "void Get(); void [|Get|](CancellationToken token);")]
    [InlineData("SO0015", "[Obsolete(\"No.\", true)] void [|Run|]();")]
    public async Task A_member_that_cannot_be_shared(string id, string member) => await Check(id, ContractSource.Members(member));

    [Theory]
    [InlineData("SO0001", "public class Outer { [Managed] private interface [|ICounter|]; }")]
    [InlineData("SO0001", "public class Outer { [Managed] protected interface [|ICounter|]; }")]
    [InlineData("SO0001", "public class Outer { [Managed] private protected interface [|ICounter|]; }")]
    [InlineData("SO0001", "public class Outer { private class Inner { [Managed] public interface [|ICounter|]; } }")]
    [InlineData("SO0001", "[Managed] file interface [|ICounter|];")]
    [InlineData("SO0010", "[Managed] public interface [|IAll|] : IAsyncEnumerable<int>;")]
    [InlineData("SO0013", "[Managed] public interface IBox<[|T|]> where T : IDisposable;")]
    [InlineData("SO0013", "public class Outer<[|T|]> where T : IDisposable { [Managed] public interface IBox; }")]
    [InlineData("SO0013", "[Managed] public interface IBox<[|T|]> where T : allows ref struct;")]
    [InlineData("SO0014", "public interface IOne { void Run(); } public interface ITwo { int [|Run|](); } [Managed] public interface IBoth : IOne, ITwo;")]
    public async Task A_contract_that_cannot_be_shared(string id, string source) => await Check(id, "using SharedObjects; " + source);

    [Theory]
    [InlineData("SO0007", "[WorkerTarget] public static void Run(ref int [|n|]) { }")]
    [InlineData("SO0008", "[WorkerTarget] public static void [|Run|](CancellationToken token, int n) { }")]
    [InlineData("SO0009", "[WorkerTarget] public static void Run(Action [|action|]) { }")]
    [InlineData("SO0011", "[WorkerTarget] public static void Run(object [|thing|]) { }")]
    [InlineData("SO0010", "[WorkerTarget] public static void Run(IAsyncEnumerable<int> [|items|]) { }")]
    [InlineData("SO0019", "[WorkerTarget] public static IAsyncEnumerable<int> [|Run|]() => null!;")]
    [InlineData("SO0015", "[WorkerTarget, Obsolete(\"No.\", true)] public static void [|Run|]() { }")]
    [InlineData("SO0016", "[WorkerTarget] public void [|Run|]() { }")]
    [InlineData("SO0017", "[WorkerTarget] public static void [|Run|]<T>() { }")]
    [InlineData("SO0017", "public class Inner<T> { [WorkerTarget] public static void [|Run|]() { } }")]
    [InlineData("SO0018", "[WorkerTarget] private static void [|Run|]() { }")]
    [InlineData("SO0018", "private class Inner { [WorkerTarget] public static void [|Run|]() { } }")]
    [InlineData("SO0019", "[WorkerTarget] public static string [|Run|]() => \"\";")]
    [InlineData("SO0019", "[WorkerTarget] public static int [|Run|]() => 0;")]
    [InlineData("SO0019", "[WorkerTarget] public static ValueTask [|RunAsync|]() => default;")]
    [InlineData("SO0019", "[WorkerTarget] public static Task<long> [|RunAsync|]() => Task.FromResult(0L);")]
    [InlineData("SO0020", "[WorkerTarget] public static void [|Run|](int n) { } [WorkerTarget] public static void [|Run|](string s, CancellationToken token) { }")]
    [InlineData("SO0021", "public static Task Work(int n) => Task.CompletedTask; public static void Go() => WorkerProcess.Start([|Work|], 1);")]
    [InlineData("SO0021", "public Task Work(int n) => Task.CompletedTask; public void Go() => WorkerProcess.Start([|this.Work|], 1);")]
    [InlineData("SO0021", "public static void Go() { WorkerProcess.Start([|Work|], 1); [WorkerTarget] static Task Work(int n) => Task.CompletedTask; }")]
    [InlineData("SO0022", "public static void Go() => WorkerProcess.Start([|n => Task.CompletedTask|], 1);")]
    [InlineData("SO0022", "public static void Go() => WorkerProcess.Start([|async (int n) => await Task.Yield()|], 1);")]
    [InlineData("SO0022", "public static void Go() => WorkerProcess.Start([|static delegate (int n) { return Task.CompletedTask; }|], 1);")]
    [InlineData("SO0023", "private class [|Games|] : IManagerStartup { public static void Configure(ManagerBuilder manager) { } }")]
    [InlineData("SO0023", "public class [|Games|]<T> : IManagerStartup { public static void Configure(ManagerBuilder manager) { } }")]
    public async Task A_worker_or_startup_that_cannot_be_run(string id, string member) =>
        await Check(id, $"using SharedObjects; public class Program {{ {member} }}");

    [Theory]
    [InlineData("it has no public constructor that takes nothing but its properties", "class Box<T>(T item) { public int Length => item is null ? 0 : 1; }")]
    [InlineData("it has no public constructor that takes nothing but its properties", "class Box<T> { private Box() { } public T? Item { get; set; } }")]
    [InlineData("it has no public constructor that takes nothing but its properties", "class Box<T>(long item) { public int Item { get; } = (int)item; public T? Value { get; set; } }")]
    [InlineData("'Items' can be read but not given back by a constructor or a setter", "class Box<T> { public int Id { get; set; } public List<T> Items { get; } = new(); }")]
    [InlineData("'Item' can be read but not given back by a constructor or a setter", "class Box<T> { public int Id { get; set; } public T? Item { get; private set; } }")]
    [InlineData("'Item' can be read but not given back by a constructor or a setter", "struct Box<T> { public int Id; public readonly T Item; }")]
    [InlineData("it has no public properties that could be sent", "class Box<T> { }")]
    [InlineData("it is abstract", "abstract record Box<T>(T Item);")]
    [InlineData("it is a collection of its own kind", "class Box<T> : List<T> { }")]
    [InlineData("it has an indexer", "class Box<T> { public T? Item { get; set; } [System.Runtime.CompilerServices.IndexerName(\"At\")] public T? this[int place] => Item; }")]
    [InlineData("'Box<T>' contains itself", "record Box<T>(T Item, Box<T>? Next);")]
    [InlineData("'Box<T>' contains itself", "record Box<T>(T Item, List<(int, Box<T>)> Next);")]
    [InlineData("'Box<T>' contains itself", "record Box<T>(T Item, Box<T[]>? Next);")]
    [InlineData("'Other<T>' contains itself", "record Box<T>(Other<T> Next); public record Other<T>(T Item, Other<T>? Next);")]
    [InlineData("'Queue<T>' cannot be taken apart: it is none of the types whose parts are known", "record Box<T>(Queue<T> Items);")]
    [InlineData("'T[,]' cannot be taken apart: it has more than one dimension", "record Box<T>(T[,] Items);")]
    [InlineData("'ISharedQueue<(T, int)>' would have to be hosted over '(T, int)'", "record Box<T>(ISharedQueue<(T, int)> Items);")]
    [InlineData("it is none of the types whose parts are known", "interface Box<T> { T Item { get; } }")]
    public async Task A_type_that_cannot_be_taken_apart(string reason, string box)
    {
        var problem = Assert.Single(await AnalyzerRun.Of(ContractSource.Interface("public interface IShelf<T>", "void Put(Box<T> box);", "public " + box)));
        Assert.Equal("SO0012", problem.Id);
        Assert.Contains(reason, problem.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SO0009", "record Box<T>(T Item, Action Callback);")]
    [InlineData("SO0010", "record Box<T>(T Item, IAsyncEnumerable<T> More);")]
    [InlineData("SO0011", "record Box<T>(T Item, (object, int) Other);")]
    public async Task What_is_inside_a_type_must_travel_too(string id, string box) => Assert.Equal(
        [id],
        (await AnalyzerRun.Of(ContractSource.Interface("public interface IShelf<T>", "void Put(List<Box<T>> box);", "public " + box))).Select(static d => d.Id));

    [Fact]
    public async Task A_worker_target_can_be_started() => Assert.Empty(await AnalyzerRun.Of("""
        using SharedObjects;
        internal static class Worker
        {
            [WorkerTarget] public static Task WorkAsync(int n) => Task.CompletedTask;
            public static void Go(Func<int, Task> any) { WorkerProcess.Start(WorkAsync, 1); WorkerProcess.Start(new Func<int, Task>(WorkAsync), 1); WorkerProcess.Start(any, 1); }
        }
        """));

    [Fact]
    public async Task A_diagnostic_can_be_suppressed_where_it_is() => Assert.Empty(await AnalyzerRun.Of(ContractSource.Members("""
        #pragma warning disable SO0004
        event EventHandler Changed;
        #pragma warning restore SO0004
        """)));

    [Fact]
    public async Task Of_several_problems_all_are_reported() => Assert.Equal(
        ["SO0004", "SO0005", "SO0007", "SO0009"],
        (await AnalyzerRun.Of(ContractSource.Members("event EventHandler Changed; int Count { get; set; } void Get(out int n, Action a);"))).Select(static d => d.Id));

    [Fact]
    public async Task What_has_a_problem_is_left_out_and_the_rest_is_generated()
    {
        const string Both = "using SharedObjects; [Managed] public interface IGood { void Run(); } [Managed] public interface IBad { event EventHandler Changed; }";
        Assert.Equal(["SO0004"], (await AnalyzerRun.Of(Both)).Select(static d => d.Id));
        Assert.Equal(["IGood.Dispatcher.g.cs", "IGood.Proxy.g.cs", "SharedObjects.Contracts.g.cs"], GeneratorRun.Of(Both).Files.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_diagnostic_is_tested_here() => Assert.Empty(Descriptors.All.Select(static d => d.Id).Except(
        typeof(DiagnosticTests).GetMethods().SelectMany(static m => m.GetCustomAttributes(typeof(InlineDataAttribute), false)).Select(static a => (string)((InlineDataAttribute)a).Data[0]!)));

    private static async Task Check(string id, string marked)
    {
        var expected = new List<(string, int)>();
        var source = marked;
        while (source.IndexOf("[|", StringComparison.Ordinal) is >= 0 and var start)
        {
            var end = source.IndexOf("|]", StringComparison.Ordinal) - "[|".Length;
            source = source.Remove(end + "[|".Length, "|]".Length).Remove(start, "[|".Length);
            expected.Add((source[start..end], start));
        }

        var diagnostics = await AnalyzerRun.Of(source);
        Assert.Equal(expected, diagnostics.Select(static d => (d.Underlined(), d.Location.SourceSpan.Start)));
        Assert.All(diagnostics, d => Assert.Equal(id, d.Id));
    }
}
