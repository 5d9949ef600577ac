using SharedObjects.Generator.Tests.Harness;

namespace SharedObjects.Generator.Tests;

/// <summary>Each test: one member, and what is made of it on both sides.</summary>
public sealed class MemberTests
{
    [Theory]
    [InlineData("void Reset();", "public void Reset() => Invoke(Call(0), default);", "case 0: referent.Reset(); return call.Return();")]
    [InlineData("int Next();", "public int Next() => Invoke(Call(0), Int32, default);", "case 0: return call.Return(referent.Next(), Int32);")]
    [InlineData("Task RunAsync();", "public Task RunAsync() => InvokeAsync(Call(0), default).AsTask();", "case 0: return call.ReturnAsync(referent.RunAsync());")]
    [InlineData("Task<int> NextAsync();", "public Task<int> NextAsync() => InvokeAsync(Call(0), Int32, default).AsTask();", "case 0: return call.ReturnAsync(referent.NextAsync(), Int32);")]
    [InlineData("ValueTask RunAsync();", "public ValueTask RunAsync() => InvokeAsync(Call(0), default);", "case 0: return call.ReturnAsync(referent.RunAsync());")]
    [InlineData("ValueTask<int> NextAsync();", "public ValueTask<int> NextAsync() => InvokeAsync(Call(0), Int32, default);", "case 0: return call.ReturnAsync(referent.NextAsync(), Int32);")]
    [InlineData("int Count { get; }", "public int Count => Invoke(Call(0), Int32, default);", "case 0: return call.Return(referent.Count, Int32);")]
    [InlineData("Task<int> Last { get; }", "public Task<int> Last => InvokeAsync(Call(0), Int32, default).AsTask();", "case 0: return call.ReturnAsync(referent.Last, Int32);")]
    [InlineData("IAsyncEnumerable<int> AllAsync();", "public IAsyncEnumerable<int> AllAsync() => Stream(0, Int32, default);", "case 0: return call.ReturnStream(referent.AllAsync(), Int32);")]
    [InlineData("IAsyncEnumerable<string?> All { get; }", "public IAsyncEnumerable<string?> All => Stream(0, String, default);", "case 0: return call.ReturnStream(referent.All, String);")]
    [InlineData("IAsyncEnumerable<int> AllAsync(CancellationToken token = default);", "public IAsyncEnumerable<int> AllAsync(CancellationToken token) => Stream(0, Int32, token);", "call.ReturnStream(referent.AllAsync(call.StreamToken), Int32);")]
    [InlineData("IAsyncEnumerable<int> AllAsync(in int n);", "public IAsyncEnumerable<int> AllAsync(in int n) => Stream(0, n, static (call, it) => call.Write(\"n\", it, Int32), Int32, default);", "call.ReturnStream(referent.AllAsync(call.Read(Int32)), Int32);")]
    [InlineData("IAsyncEnumerable<T?> AllAsync<T>(in int call, T it, CancellationToken token);", "Stream(0, (call, it), static (call, it) => call.Write(\"call\", it.Item1, Int32).Write(\"it\", it.Item2, Codec.Element<T>()), Codec.Element<T>(), token);", "call.ReturnStream(referent.AllAsync<global::SharedObjects.Payload>(call.Read(Int32), call.Read(Codec.Element<global::SharedObjects.Payload>()), call.StreamToken), Codec.Element<global::SharedObjects.Payload>());")]
    public void A_result_of_each_shape(string member, string proxy, string dispatcher) =>
        GeneratorRun.Of(ContractSource.Members(member)).HasProxyMember(proxy).HasDispatcherCase(dispatcher);

    [Theory]
    [InlineData("int value, CancellationToken token", "int value, CancellationToken token", "Call(0).Write(\"value\", value, Int32), token", "call.Read(Int32), call.CancellationToken")]
    [InlineData("in int value", "in int value", "Call(0).Write(\"value\", value, Int32), default", "call.Read(Int32)")]
    [InlineData("int value = 7", "int value", "Call(0).Write(\"value\", value, Int32), default", "call.Read(Int32)")]
    [InlineData("params string[] values", "string[] values", "Call(0).Write(\"values\", values, ArrayOfString), default", "call.Read(ArrayOfString)")]
    [InlineData("string? @event", "string? @event", "Call(0).Write(\"event\", @event, String), default", "call.Read(String)")]
    [InlineData("int Call", "int Call_", "Call(0).Write(\"Call\", Call_, Int32), default", "call.Read(Int32)")]
    [InlineData("int Int32", "int Int32", "Call(0).Write(\"Int32\", Int32, Int32_), default", "call.Read(Int32_)")]
    public void A_parameter_of_each_kind(string parameters, string declared, string call, string read) => GeneratorRun
        .Of(ContractSource.Members($"ValueTask SetAsync({parameters});"))
        .HasProxyMember($"public ValueTask SetAsync({declared}) => InvokeAsync({call});")
        .HasDispatcherCase($"return call.ReturnAsync(referent.SetAsync({read}));");

    [Theory]
    [InlineData("int?", "Codec<int?> NullableInt32 = Codec.Nullable(Int32);")]
    [InlineData("(int, string)", "Codec<global::System.ValueTuple<int, string>> Int32AndString = Codec.Tuple(Int32, String);")]
    [InlineData("List<int>", "Codec<List<int>> ListOfInt32 = Codec.Value<List<int>>();")]
    [InlineData("T", "Codec<T> Element = Codec.Element<T>();")]
    [InlineData("T?", "Codec<T> Element = Codec.Element<T>();")]
    [InlineData("T[]", "Codec<T[]> ArrayOfElement = Codec.Array(Element);")]
    [InlineData("List<T>", "Codec<List<T>> ListOfElement = Codec.List(Element);")]
    [InlineData("HashSet<T>", "Codec<HashSet<T>> HashSetOfElement = Codec.Set(Element);")]
    [InlineData("IEnumerable<T>", "IEnumerableOfElement = Codec.Collection<IEnumerable<T>, T>(Element);")]
    [InlineData("IReadOnlyCollection<T>", "IReadOnlyCollectionOfElement = Codec.Collection<IReadOnlyCollection<T>, T>(Element);")]
    [InlineData("IReadOnlyList<T>", "IReadOnlyListOfElement = Codec.Collection<IReadOnlyList<T>, T>(Element);")]
    [InlineData("Dictionary<string, T>", "DictionaryOfStringAndElement = Codec.Dictionary(String, Element);")]
    [InlineData("IReadOnlyDictionary<string, T>", "IReadOnlyDictionaryOfStringAndElement = Codec.ReadOnlyDictionary(String, Element);")]
    [InlineData("KeyValuePair<T, int>", "KeyValuePairOfElementAndInt32 = Codec.KeyValuePair(Element, Int32);")]
    [InlineData("(T, T, int?, List<T>)[]", "= Codec.Tuple(Element, Element, NullableInt32, ListOfElement);")]
    [InlineData("(T, int, int, int, bool)", "= Codec.Tuple<global::System.ValueTuple<T, int, int, int, bool>>( Codec.Item(Element, static (ref global::System.ValueTuple<T, int, int, int, bool> tuple) => ref tuple.Item1), Codec.Item(Int32,")]
    [InlineData("List<ICounter>", "Codec<List<global::Acme.ICounter>> ListOfICounter = Codec.List(ICounter);")]
    [InlineData("Dictionary<string, (int, ISharedQueue<int>)[]>", "= Codec.Dictionary(String, ArrayOfInt32AndISharedQueueOfInt32);")]
    [InlineData("ISharedQueue<T>", "ISharedQueueOfElement = Codec.Value<global::SharedObjects.ISharedQueue<T>>();")]
    public void A_codec_of_each_structure(string type, string codec) => GeneratorRun
        .Of(ContractSource.Interface("public interface IBag<T>", $"ValueTask SetAsync({type} value);", "[Managed] public interface ICounter;"))
        .HasProxyMember(codec)
        .HasDispatcherCase(codec);

    [Theory]
    [InlineData("record Box<T>(T Item, int Count);", "static it => (it.Item, it.Count), static parts => new(parts.Item1, parts.Item2), Codec.Property(\"Item\", Element, static (ref (T, int) parts) => ref parts.Item1), Codec.Property(\"Count\", Int32, static (ref (T, int) parts) => ref parts.Item2))")]
    [InlineData("readonly record struct Box<T>(T Item);", "Codec.Object<global::Acme.Box<T>, global::System.ValueTuple<T>>( static it => new(it.Item), static parts => new(parts.Item1),")]
    [InlineData("struct Box<T> { public T Item; public int Count { get; set; } }", "static parts => new() { Item = parts.Item1, Count = parts.Item2 }")]
    [InlineData("class Box<T>(T item) { public T Item => item; public int Count { get; init; } public bool IsEmpty => Count == 0; }", "static it => (it.Item, it.Count), static parts => new(parts.Item1) { Count = parts.Item2 }, Codec.Property(\"Item\"")]
    [InlineData("class Box<T> { public required T Item { get; init; } public required string @class { get; set; } }", "static parts => new() { Item = parts.Item1, @class = parts.Item2 }, Codec.Property(\"Item\", Element, static (ref (T, string) parts) => ref parts.Item1), Codec.Property(\"class\", String,")]
    [InlineData("class Box<T> { public Box(T item) { Item = item; } public required T Item { get; init; } }", "static parts => new(parts.Item1) { Item = parts.Item1 }")]
    [InlineData("class Box<T> { [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public Box(T item) { Item = item; } public required T Item { get; init; } }", "static parts => new(parts.Item1), Codec")]
    [InlineData("class Box<T> { public Box() { } public Box(T item) { Item = item; } public Box(T item, string? other) { Item = item; } public T? Item { get; } }", "static parts => new(parts.Item1), Codec")]
    [InlineData("record Base<T>(T Item) { public virtual int Count { get; set; } } public record Box<T>(T Item, T Other) : Base<T>(Item) { public override int Count { get; set; } }", "static it => (it.Other, it.Count, it.Item), static parts => new(parts.Item3, parts.Item1) { Count = parts.Item2 }")]
    [InlineData("record Inner<T>(T[] Items); public record Box<T>(Inner<T>? Inner, Inner<int> Closed);", "Codec.Property(\"Inner\", InnerOfElement, static (ref (global::Acme.Inner<T>, global::Acme.Inner<int>) parts) => ref parts.Item1), Codec.Property(\"Closed\", InnerOfInt32,")]
    public void A_codec_of_each_kind_of_object(string box, string codec) => GeneratorRun
        .Of(ContractSource.Interface("public interface IShelf<T>", "ValueTask<Box<T>?[]> SwapAsync(Box<T> box);", "public " + box))
        .HasProxyMember(codec)
        .HasDispatcherCase(codec);

    [Fact]
    public void A_nullable_of_a_struct_is_a_nullable() => GeneratorRun
        .Of(ContractSource.Interface("public interface IBag<T> where T : struct", "ValueTask<T?> GetAsync();"))
        .HasProxyMember("Codec<T?> NullableElement = Codec.Nullable(Element);");

    [Theory]
    [InlineData("", "global::SharedObjects.Payload")]
    [InlineData("where T : notnull", "global::SharedObjects.Payload")]
    [InlineData("where T : struct", "global::SharedObjects.Payload")]
    [InlineData("where T : struct, IEquatable<T>", "global::SharedObjects.Payload")]
    [InlineData("where T : new()", "global::SharedObjects.Payload")]
    [InlineData("where T : IEquatable<T>?", "global::SharedObjects.Payload")]
    [InlineData("where T : class", "global::SharedObjects.PayloadObject")]
    [InlineData("where T : class?, IEquatable<T>", "global::SharedObjects.PayloadObject")]
    public void What_stands_for_a_type_parameter(string constraint, string standIn) => GeneratorRun
        .Of(
            ContractSource.Interface($"public interface IBag<T> {constraint}", "ValueTask<T?> SwapAsync(T? value);"),
            ContractSource.Interface("public interface IEcho", $"ValueTask<T?[]> EchoAsync<T>(T? value) {constraint};").Replace("namespace Acme", "namespace Acme.More", StringComparison.Ordinal))
        .HasTableText($"Dispatcher = new global::SharedObjects.Generated.Acme.BagDispatcher<{standIn}>(),")
        .HasDispatcherCase($"referent.EchoAsync<{standIn}>(");

    [Fact]
    public void Members_with_a_body_run_on_the_client() => Assert.DoesNotContain(
        "TwiceAsync",
        string.Concat(GeneratorRun.Of(ContractSource.Members("ValueTask AddAsync(int n); ValueTask TwiceAsync() => AddAsync(2); static int Zero => 0; private int One => 1; static int Two() => 2;")).Files.Values),
        StringComparison.Ordinal);

    [Fact]
    public void Inherited_members_are_called_as_the_contract_s_own() => GeneratorRun
        .Of(ContractSource.Interface("public interface ICounter : ICount<int>", beside: "public interface ICount<T> { T Count { get; } ValueTask SetAsync(T value); }"))
        .HasProxyMember("public int Count => Invoke(Call(1), Int32, default);")
        .HasProxyMember("public ValueTask SetAsync(int value) => InvokeAsync(Call(0).Write(\"value\", value, Int32), default);");

    [Fact]
    public void What_an_interface_implements_for_its_base_is_not_remote() => Assert.DoesNotContain(
        "Count",
        GeneratorRun.Of(ContractSource.Interface("public interface ITwo : ICount", "int ICount.Count => 2;", "public interface ICount { int Count { get; } }")).Files["Acme.ITwo.Proxy.g.cs"],
        StringComparison.Ordinal);

    [Fact]
    public void A_body_in_a_derived_interface_is_not_replaced_by_the_proxy() => GeneratorRun
        .Of(ContractSource.Interface("public interface ITwo : ICount", "new int Count() => 2;", "public interface ICount { int Count(); }"))
        .HasProxyMember("int global::Acme.ICount.Count() =>")
        .HasDispatcherCase("((global::Acme.ICount)referent).Count()");

    [Theory]
    [InlineData("int Call();", "int global::Acme.ICounter.Call() =>")]
    [InlineData("string ToString();", "string global::Acme.ICounter.ToString() =>")]
    [InlineData("bool Equals(object? other, int n) => true; int GetHashCode();", "int global::Acme.ICounter.GetHashCode() =>")]
    [InlineData("ValueTask InvokeAsync(int handle);", "ValueTask global::Acme.ICounter.InvokeAsync(int handle) =>")]
    [InlineData("int Stream();", "int global::Acme.ICounter.Stream() =>")]
    [InlineData("int Lost { get; }", "int global::Acme.ICounter.Lost =>")]
    [InlineData("int Handle { get; }", "int global::Acme.ICounter.Handle =>")]
    [InlineData("int CounterProxy { get; }", "int global::Acme.ICounter.CounterProxy =>")]
    [InlineData("T? Invoke<T>(T? value);", "T? global::Acme.ICounter.Invoke<T>(T? value) where T : default =>")]
    [InlineData("ValueTask DisposeAsync(int how);", "ValueTask global::Acme.ICounter.DisposeAsync(int how) =>")]
    public void A_name_that_means_something_else_in_a_proxy_is_implemented_explicitly(string member, string proxy) =>
        GeneratorRun.Of(ContractSource.Members(member)).HasProxyMember(proxy);

    [Fact]
    public void Type_parameters_of_the_same_name_are_told_apart() => GeneratorRun
        .Of("""
            #pragma warning disable CS0693
            using SharedObjects;
            public static class Outer<T>
            {
                [Managed] public interface IInner<T> { ValueTask<Element> PutAsync<T, Element, Call>(T left, Element right, Call other); }
            }
            """)
        .HasProxyMember("class Outer_1_InnerProxy<T, T_>")
        .HasProxyMember("PutAsync<T__, Element, Call_>(T__ left, Element right, Call_ other)");
}
