using SharedObjects.Generator.Tests.Harness;

namespace SharedObjects.Generator.Tests;

public sealed class OrderingTests
{
    private static readonly string[] Sources =
    [
        ContractSource.Interface("public partial interface IFirst : IBase", "void Two(); void One(); int this_ { get; }", "public partial interface IFirst { void Three(int n); void Three(); }"),
        ContractSource.Interface("public interface ISecond", "void Run();", "public interface IBase { void Zero(); }"),
        "using SharedObjects; public static class B { [WorkerTarget] public static void Run() { } [WorkerTarget] public static void Act() { } }",
        "using SharedObjects; public static class A { [WorkerTarget] public static void Run() { } }",
        "using SharedObjects; public class Z : IManagerStartup { public static void Configure(ManagerBuilder manager) { } }",
        "using SharedObjects; public class Y : IManagerStartup { public static void Configure(ManagerBuilder manager) { } }",
    ];

    [Fact]
    public void Output_does_not_depend_on_the_order_of_files() =>
        Assert.Equal(
            GeneratorRun.Of(Sources).Files.OrderBy(static f => f.Key, StringComparer.Ordinal),
            GeneratorRun.Of([.. Sources.Reverse()]).Files.OrderBy(static f => f.Key, StringComparer.Ordinal));

    [Fact]
    public void Output_does_not_depend_on_the_order_of_members() =>
        Assert.Equal(
            GeneratorRun.Of(ContractSource.Members("void B(); int A { get; } void B(int n); Task C(string s, CancellationToken t);")).Files,
            GeneratorRun.Of(ContractSource.Members("Task C(string s, CancellationToken t); void B(int n); int A { get; } void B();")).Files);

    [Fact]
    public void Output_has_no_carriage_returns_or_tabs_and_ends_in_one_line_end() =>
        Assert.All(GeneratorRun.Of(Sources).Files.Values, static text =>
        {
            Assert.DoesNotContain('\r', text);
            Assert.DoesNotContain('\t', text);
            Assert.EndsWith("}\n", text, StringComparison.Ordinal);
            Assert.DoesNotContain(" \n", text, StringComparison.Ordinal);
        });
}
