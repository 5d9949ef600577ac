using System.Globalization;
using System.Text.RegularExpressions;
using SharedObjects.Generator.Tests.Harness;

namespace SharedObjects.Generator.Tests;

/// <summary>What two builds must agree on, and what they may differ in.</summary>
public sealed partial class WireNameTests
{
    private const string Members = "ValueTask<int> AddAsync(int amount, string? reason); int Count { get; } ValueTask<TItem> EchoAsync<TItem>(TItem item);";

    [Theory]
    [InlineData("a parameter is renamed", "int amount", "int value")]
    [InlineData("a token is added", "string? reason", "string? reason, CancellationToken cancellationToken = default")]
    [InlineData("a default is added", "string? reason", "string? reason = null")]
    [InlineData("an annotation goes", "string?", "string")]
    [InlineData("a parameter is passed by in", "int amount", "in int amount")]
    [InlineData("a type parameter is renamed", "TItem", "TOther")]
    [InlineData("it is awaited otherwise", "ValueTask<int>", "Task<int>")]
    [InlineData("a member with a body comes", "int Count { get; }", "int Count { get; } int Twice => 2;")]
    public void The_fingerprint_stays_when(string what, string before, string after)
    {
        Assert.NotEmpty(what);
        Assert.Equal(Fingerprint(Members), Fingerprint(Members.Replace(before, after, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("a member is renamed", "AddAsync", "PutAsync")]
    [InlineData("a member comes", "int Count { get; }", "int Count { get; } void Reset();")]
    [InlineData("a parameter's type changes", "int amount", "long amount")]
    [InlineData("a result changes", "ValueTask<int>", "ValueTask<long>")]
    [InlineData("a result becomes nullable", "ValueTask<int>", "ValueTask<int?>")]
    [InlineData("a result becomes a stream", "ValueTask<int>", "IAsyncEnumerable<int>")]
    [InlineData("a parameter goes", ", string? reason", "")]
    [InlineData("a property's type changes", "int Count", "string Count")]
    public void The_fingerprint_changes_when(string what, string before, string after)
    {
        Assert.NotEmpty(what);
        Assert.NotEqual(Fingerprint(Members), Fingerprint(Members.Replace(before, after, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_fingerprint_is_the_same_on_every_machine() => Assert.Equal(0x3267CE8BF274E345UL, Fingerprint(Members));

    [Theory]
    [InlineData("void Put(T item);", "Put(T)")]
    [InlineData("void Put(List<T?>[] items);", "Put(System.Collections.Generic.List`1<T>[])")]
    [InlineData("void Put(int[,] grid);", "Put(System.Int32[,])")]
    [InlineData("void Put((T Left, int? Right) pair);", "Put(System.ValueTuple`2<T,System.Nullable`1<System.Int32>>)")]
    [InlineData("void Put<A, B>(A left, B right);", "Put`2(U1,U2)")]
    [InlineData("void Put(Outer<int>.Inner<string> value);", "Put(Acme.Outer`1+Inner`1<System.Int32,System.String>)")]
    [InlineData("nint Size { get; }", "get_Size()")]
    [InlineData("void @class(nint size);", "class(System.IntPtr)")]
    public void A_member_has_a_stable_name(string member, string name) => GeneratorRun
        .Of(ContractSource.Interface("public interface IBag<T>", member, "public class Outer<T> { public class Inner<U> { } }"))
        .HasTableText($"{{ \"{name}\", }}");

    [Theory]
    [InlineData("[Managed] public interface ITop;", "ITop", "Global_.TopProxy")]
    [InlineData("namespace A.B { [Managed] public interface IOne<X, Y>; }", "A.B.IOne`2", "A_B.OneProxy<,>")]
    [InlineData("namespace A { public class Outer<X> { [Managed] public interface IIn<Y>; } }", "A.Outer`1+IIn`1", "A.Outer_1_InProxy<,>")]
    [InlineData("namespace @class.@event { [Managed] public interface @new; }", "class.event.new", "class_event.new_Proxy")]
    [InlineData("namespace @class { [Managed] public interface Icon; }", "class.Icon", "@class.Icon_Proxy")]
    public void A_contract_has_its_full_name(string source, string name, string proxy) => GeneratorRun
        .Of("using SharedObjects; " + source)
        .HasTableText($"Name = \"{name}\"")
        .HasTableText($"global::SharedObjects.Generated.{proxy}");

    private static ulong Fingerprint(string members)
    {
        var table = GeneratorRun.Of(ContractSource.Members(members)).Files["SharedObjects.Contracts.g.cs"];
        return ulong.Parse(FingerprintPattern().Match(table).Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("Fingerprint = 0x([0-9A-F]{16})")]
    private static partial Regex FingerprintPattern();
}
