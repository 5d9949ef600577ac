using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using SharedObjects.Generator.Model;
using SharedObjects.Generator.Parsing;
using SharedObjects.Generator.Tests.Harness;

namespace SharedObjects.Generator.Tests;

/// <summary>The list of System.Text.Json's JsonSourceGeneratorIncrementalTests, and edits as a user makes them.</summary>
public sealed class CachingTests
{
    private const string Source = """
        using SharedObjects;
        namespace Acme;
        [Managed] public interface IStore<TKey> where TKey : notnull
        {
            ValueTask<(TKey Key, int? Place)[]> FindAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken = default);
            ValueTask<TItem> EchoAsync<TItem>(TItem item);
            int Count { get; }
        }
        public static class Worker { [WorkerTarget] public static Task<int> Run(int times, IStore<int> store) => Task.FromResult(times); }
        public sealed class GameManager : IManagerStartup { public static void Configure(ManagerBuilder manager) { } }
        """;

    /// <summary>Other white space, comments, bodies, parameter defaults and documentation.</summary>
    private const string Equivalent = """
        using SharedObjects;
        namespace Acme;
        // A comment.
        [Managed]
        public interface IStore<TKey>
            where TKey : notnull
        {
            /// <summary>Finds.</summary>
            ValueTask<(TKey Key, int? Place)[]> FindAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken);
            ValueTask<TItem> EchoAsync<TItem>(TItem item);
            int Count { get; }
            int Twice => 2 * Count;
        }
        public static class Worker { [WorkerTarget] public static Task<int> Run(int times, IStore<int> store) { return Task.FromResult(2 * times); } }
        public sealed class GameManager : IManagerStartup { public static void Configure(ManagerBuilder manager) { manager.ToString(); } }
        """;

    private static readonly string Different = Source
        .Replace("int Count", "long Count", StringComparison.Ordinal)
        .Replace("int times", "long times", StringComparison.Ordinal)
        .Replace("=> times", "=> 0", StringComparison.Ordinal)
        .Replace("GameManager", "GamesManager", StringComparison.Ordinal);

    private static readonly string[] Steps =
        [StepNames.Contracts, StepNames.NamedContracts, StepNames.WorkerTargets, StepNames.Startups, StepNames.Table];

    [Fact]
    public void The_same_source_makes_equal_models()
    {
        var (left, right) = (Models(Source), Models(Source));
        Assert.Equal(left, right);
        Assert.Equal(left.Select(static m => m.GetHashCode()), right.Select(static m => m.GetHashCode()));
        Assert.All(left.Zip(right), static pair => Assert.NotSame(pair.First, pair.Second));
    }

    [Fact]
    public void Equivalent_sources_make_equal_models()
    {
        Assert.Equal(Models(Source), Models(Equivalent));
        Assert.Equal(Models(Source).Select(static m => m.GetHashCode()), Models(Equivalent).Select(static m => m.GetHashCode()));
    }

    [Fact]
    public void Different_sources_make_unequal_models() =>
        Assert.All(Models(Source).Zip(Models(Different)), static pair => Assert.NotEqual(pair.First, pair.Second));

    [Fact]
    public void No_model_holds_anything_of_a_compilation()
    {
        var driver = GeneratorRun.Driver().RunGenerators(Compilations.Of(Source), TestContext.Current.CancellationToken);
        var visited = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var outputs = driver.GetRunResult().Results.Single().TrackedSteps
            .Where(static step => Steps.Contains(step.Key) || step.Key == StepNames.References)
            .SelectMany(static step => step.Value).SelectMany(static run => run.Outputs).Select(static output => output.Value).ToArray();
        Assert.NotEmpty(outputs);
        Assert.All(outputs, value => Walk(value, visited));
        Assert.Contains(visited, static node => node is CodecField);
        Assert.Throws<Xunit.Sdk.FailException>(() => Walk(new { Inside = new[] { Compilations.Of(Source) } }, visited));
    }

    [Fact]
    public void The_first_run_is_new_and_the_second_is_cached()
    {
        var compilation = Compilations.Of(Source);
        var driver = GeneratorRun.Driver().RunGenerators(compilation, TestContext.Current.CancellationToken);
        Assert.All(Steps, step => Assert.All(Reasons(driver, step), static reason => Assert.Equal(IncrementalStepRunReason.New, reason)));
        driver = driver.RunGenerators(compilation, TestContext.Current.CancellationToken);

        // A base list could mean something else in any compilation, so the compiler asks for startups again, and finds the same.
        Assert.Equal([IncrementalStepRunReason.Unchanged], Reasons(driver, StepNames.Startups));
        Assert.All(Steps.Except([StepNames.Startups]), step => Assert.All(Reasons(driver, step), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason)));
        Assert.All(OutputReasons(driver), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void A_cosmetic_edit_prints_nothing_again()
    {
        var driver = AfterEdit(Source, Equivalent);
        Assert.All(Steps, step => Assert.All(
            Reasons(driver, step),
            static reason => Assert.True(reason is IncrementalStepRunReason.Unchanged or IncrementalStepRunReason.Cached, $"{reason}")));
        Assert.All(
            new[] { StepNames.Contracts, StepNames.WorkerTargets, StepNames.Startups },
            step => Assert.Equal([IncrementalStepRunReason.Unchanged], Reasons(driver, step)));
        Assert.All(OutputReasons(driver), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void A_real_edit_prints_again()
    {
        var driver = AfterEdit(Source, Different);
        Assert.All(Steps, step => Assert.Equal([IncrementalStepRunReason.Modified], Reasons(driver, step)));
        Assert.All(OutputReasons(driver), static reason => Assert.Equal(IncrementalStepRunReason.Modified, reason));
    }

    [Fact]
    public void Adding_an_unrelated_type_parses_nothing_but_what_a_compilation_could_change()
    {
        var compilation = Compilations.Of(Source);
        var driver = GeneratorRun.Driver().RunGenerators(compilation, TestContext.Current.CancellationToken)
            .RunGenerators(compilation.AddSyntaxTrees(Compilations.Parse("public class Unrelated;")), TestContext.Current.CancellationToken);
        Assert.All(OutputReasons(driver), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.All(Reasons(driver, StepNames.References), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void Adding_a_contract_prints_it_and_the_table_only()
    {
        var compilation = Compilations.Of(Source);
        var driver = GeneratorRun.Driver().RunGenerators(compilation, TestContext.Current.CancellationToken)
            .RunGenerators(compilation.AddSyntaxTrees(Compilations.Parse(ContractSource.Members("void Reset();"))), TestContext.Current.CancellationToken);
        Assert.Equal([IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.New], Reasons(driver, StepNames.NamedContracts));
        Assert.Equal(
            [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified, IncrementalStepRunReason.New],
            OutputReasons(driver).Distinct().Order(Comparer<IncrementalStepRunReason>.Create(static (a, b) => string.CompareOrdinal($"{a}", $"{b}"))));
    }

    private static GeneratorDriver AfterEdit(string before, string after)
    {
        var compilation = Compilations.Of(before);
        var tree = compilation.SyntaxTrees.Single(static t => t.FilePath == "Source0.cs");
        return GeneratorRun.Driver().RunGenerators(compilation, TestContext.Current.CancellationToken)
            .RunGenerators(compilation.ReplaceSyntaxTree(tree, Compilations.Parse(after, tree.FilePath)), TestContext.Current.CancellationToken);
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorDriver driver, string step) =>
        driver.GetRunResult().Results.Single().TrackedSteps[step].SelectMany(static run => run.Outputs).Select(static output => output.Reason);

    private static IEnumerable<IncrementalStepRunReason> OutputReasons(GeneratorDriver driver) =>
        driver.GetRunResult().Results.Single().TrackedOutputSteps.SelectMany(static step => step.Value).SelectMany(static run => run.Outputs).Select(static output => output.Reason);

    private static object[] Models(string source)
    {
        var compilation = Compilations.Of(source);
        var contract = compilation.GetTypeByMetadataName("Acme.IStore`1")!;
        var target = compilation.GetTypeByMetadataName("Acme.Worker")!.GetMembers("Run").Single();
        var startup = compilation.GetTypeByMetadataName("Acme.GameManager") ?? compilation.GetTypeByMetadataName("Acme.GamesManager");
        return
        [
            ContractParser.Parse(contract, TestContext.Current.CancellationToken).Model!,
            WorkerTargetParser.Parse(target).Model!,
            StartupParser.Parse(startup)!.Model!,
        ];
    }

    private static void Walk(object? node, HashSet<object> visited)
    {
        if (node is null or string || !visited.Add(node))
        {
            return;
        }

        if (node is Compilation or ISymbol or SyntaxNode or SyntaxTree or Location or SemanticModel)
        {
            Assert.Fail($"{node.GetType()} is held by a model.");
        }

        if (node is IEnumerable items)
        {
            foreach (var item in items)
            {
                Walk(item, visited);
            }
        }

        if (!node.GetType().IsPrimitive && !node.GetType().IsEnum && node is not IEnumerable)
        {
            foreach (var field in node.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            {
                Walk(field.GetValue(node), visited);
            }
        }
    }
}
