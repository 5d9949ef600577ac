using SharedObjects.Generator.Tests.Harness;

namespace SharedObjects.Generator.Tests;

/// <summary>Contracts whose names differ only in ways that file or class names might lose.</summary>
public sealed class HintNameTests
{
    [Theory]
    [InlineData("arity", "namespace A { [Managed] public interface IBox; [Managed] public interface IBox<T>; [Managed] public interface IBox<T, U>; }")]
    [InlineData("case", "namespace A { [Managed] public interface IBox; [Managed] public interface IBOX; [Managed] public interface Ibox; }")]
    [InlineData("case of the namespace", "namespace A { [Managed] public interface IBox; } namespace a { [Managed] public interface IBox; }")]
    [InlineData("nesting", "namespace A { public class B { [Managed] public interface IBox; } public class B<T> { [Managed] public interface IBox; [Managed] public interface IBox<U>; } [Managed] public interface IB_Box; public class IB { [Managed] public interface IBox; } }")]
    [InlineData("dots", "namespace A.B { [Managed] public interface IBox; } namespace A_B { [Managed] public interface IBox; } namespace A { public class C { [Managed] public interface IBox; } }")]
    [InlineData("the I", "namespace A { [Managed] public interface IBox; [Managed] public interface Box; [Managed] public interface IBox_; [Managed] public interface _IBox; }")]
    [InlineData("suffixes", "namespace A { [Managed] public interface IBox; [Managed] public interface IBoxProxy; [Managed] public interface IBoxDispatcher; [Managed] public interface BoxProxy; } namespace A.BoxProxy2 { [Managed] public interface IBox; }")]
    [InlineData("namespaces like generated ones", "[Managed] public interface IBox; namespace Global_ { [Managed] public interface IBox; } namespace Tables { [Managed] public interface IAcme_Games; [Managed] public interface IBox; } namespace SharedObjects.Generated { [Managed] public interface IBox; }")]
    [InlineData("the table", "namespace SharedObjects { [Managed] public interface IContracts; } namespace Acme { [Managed] public interface IGames; [Managed] public interface IGamesTable; }")]
    public void Contracts_do_not_collide_by(string what, string source)
    {
        Assert.NotEmpty(what);
        var run = GeneratorRun.Of("using SharedObjects; " + source);
        var contracts = source.Split("[Managed]").Length - 1;
        Assert.Equal((2 * contracts) + 1, run.Files.Count);
        Assert.Equal(run.Files.Count, run.Files.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Files_are_called_after_the_contract() =>
        Assert.Equal(
            ["A.IBox-1.Dispatcher.g.cs", "A.IBox-1.Proxy.g.cs", "A.Outer-1.IBox-2.Dispatcher.g.cs", "A.Outer-1.IBox-2.Proxy.g.cs", "SharedObjects.Contracts.g.cs"],
            GeneratorRun.Of("using SharedObjects; namespace A { [Managed] public interface IBox<T>; public class Outer<T> { [Managed] public interface IBox<U, V>; } }").Files.Keys.Order(StringComparer.Ordinal));
}
