using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SharedObjects.Calls;
using SharedObjects.Generator.Consumer;
using SharedObjects.Generator.Tests.Harness;

namespace SharedObjects.Generator.Tests;

public sealed class TableTests
{
    private const string Contract = "using SharedObjects; [Managed] public interface ICounter { void Reset(); }";

    private static ContractTable ConsumerTable => ContractRegistry.Load(typeof(ICounter).Assembly)!;

    [Fact]
    public void The_runtime_s_own_contracts_are_in_its_table() =>
        Assert.Contains(ContractRegistry.Load(typeof(ManagedAttribute).Assembly)!.Contracts, static c => c.Interface == typeof(ISharedQueue<>));

    [Fact]
    public void A_contract_says_what_its_interface_says()
    {
        var contract = ConsumerTable.Contracts.Single(static c => c.Interface == typeof(ICounter));
        Assert.Equal(TurnMode.Exclusive, contract.Turns);
        Assert.False(contract.Inline);
        Assert.Equal(contract.Members.Order(StringComparer.Ordinal), contract.Members);
        Assert.Same(contract, ConsumerTable.Contracts.Single(static c => c.Interface == typeof(ICounter)));
    }

    [Fact]
    public void A_table_refers_to_those_of_the_assemblies_it_uses() =>
        Assert.Contains(ConsumerTable.References, static t => t.Contracts.Any(static c => c.Interface == typeof(ISharedQueue<>)));

    [Fact]
    public void Startups_configure_by_the_class_s_own_method()
    {
        var startup = Assert.Single(ConsumerTable.Startups);
        Assert.Equal(typeof(GameManager).FullName, startup.Name);
        Assert.Throws<ArgumentNullException>(() => startup.Configure(null!));
    }

    [Theory]
    [InlineData("AddAsync/2", 5)]
    [InlineData("Run/2", 0)]
    [InlineData("RunAsync/0", 0)]
    public async Task Worker_targets_run_and_give_an_exit_code(string name, int exitCode)
    {
        var target = ConsumerTable.WorkerTargets.Single(t => t.Name == $"SharedObjects.Generator.Consumer.Worker.{name}");
        var arguments = new ArgumentFrame();
        arguments.WriteValue(2, Codec.Value<int>());
        if (name == "AddAsync/2")
        {
            arguments.WriteValue(3, Codec.Value<int>());
        }
        else
        {
            arguments.WriteValue("why", Codec.Value<string>());
        }

        Assert.Equal(exitCode, await target.RunAsync(arguments, TestContext.Current.CancellationToken));
        Assert.True(name != "Run/2" || Worker.Ran == 5);
    }

    [Fact]
    public void Nothing_is_generated_for_an_assembly_that_brings_nothing() =>
        Assert.Empty(GeneratorRun.Of("public class Program { public SharedObjects.ISharedQueue<int>? Queue; }").Files);

    [Fact]
    public void Nothing_is_generated_where_the_runtime_is_not_referenced() =>
        Assert.Empty(GeneratorRun.Of(Compilations.OfTrees(Compilations.Parse("public interface ICounter { void Reset(); }")).RemoveReferences(Compilations.Runtime)).Files);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_referenced_assembly_s_table_is_found_in_a_file_and_in_a_project(bool inFile)
    {
        var library = GeneratorRun.Of(Compilations.Of(Contract).WithAssemblyName("Acme.Shared-Contracts_1")).Output;
        MetadataReference reference = inFile ? Compiled(library) : library.ToMetadataReference();
        var run = GeneratorRun.Of(Compilations.Of("public class Program { public ICounter? Counter; }").AddReferences(reference));
        run.HasTableText("new global::SharedObjects.Generated.Tables.Acme_Shared_002D_Contracts__1Table(), new global::SharedObjects.Generated.Tables.SharedObjectsTable(),");
    }

    [Fact]
    public void A_reference_known_by_an_alias_only_is_left_out()
    {
        var library = GeneratorRun.Of(Compilations.Of(Contract).WithAssemblyName("Acme.Shared")).Output;
        Assert.Empty(GeneratorRun.Of(Compilations.Of("public class Program;").AddReferences(Compiled(library).WithAliases(["other"]))).Files);
    }

    [Theory]
    [InlineData("Acme")]
    [InlineData("1.2")]
    [InlineData("A-B C")]
    [InlineData("Größe")]
    public void An_assembly_may_have_any_name(string name) => GeneratorRun.Of(Compilations.Of(Contract).WithAssemblyName(name));

    private static PortableExecutableReference Compiled(CSharpCompilation compilation)
    {
        using var stream = new MemoryStream();
        Assert.True(compilation.Emit(stream, cancellationToken: TestContext.Current.CancellationToken).Success);
        return MetadataReference.CreateFromImage(stream.ToArray());
    }
}
