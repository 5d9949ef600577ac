using SharedObjects.Generator.Tests.Harness;

namespace SharedObjects.Generator.Tests;

/// <summary>Whatever a user calls things, generated code means what it says. That it compiles, without a warning, is what each test asserts.</summary>
public sealed class HostileNamespaceTests
{
    private const string Contract = """
        [global::SharedObjects.Managed]
        public interface ICounter<T> : global::SharedObjects.ISharedObject
        {
            global::System.Threading.Tasks.ValueTask<(T Item, int? Place)> FindAsync(global::System.Collections.Generic.List<T> items, global::System.TimeSpan timeout, global::System.Threading.CancellationToken token);
            global::System.Threading.Tasks.Task<TItem> EchoAsync<TItem>(TItem item);
            void Reset();
            string Name { get; }
        }

        public static class Worker
        {
            [global::SharedObjects.WorkerTarget]
            public static async global::System.Threading.Tasks.Task RunAsync(int n, ICounter<string> counter) => await global::System.Threading.Tasks.Task.Yield();
        }

        public sealed class Games : global::SharedObjects.IManagerStartup
        {
            public static void Configure(global::SharedObjects.ManagerBuilder manager) { }
        }
        """;

    [Theory]
    [InlineData("namespace Acme.System { public class Threading; }")]
    [InlineData("namespace Acme.SharedObjects.Calls { public class Task; public class Codec; public class Contract; }")]
    [InlineData("namespace Acme { public class System; public class SharedObjects; public class Codec; public class Task; public class ValueTask; public class Payload; public class Int32; public class String; }")]
    [InlineData("namespace SharedObjects.Generated.Acme { public class System; public class SharedObjects; public class Codec; public class ManagedProxy; public class ObjectHandle; }")]
    [InlineData("namespace SharedObjects.Generated.System { public class Threading; } namespace SharedObjects.Generated.SharedObjects { public class Calls; } namespace SharedObjects.Generated.Tables.System { public class Collections; }")]
    [InlineData("namespace SharedObjects.Generated { public class Codec; public class Payload; public class TurnMode; }")]
    [InlineData("namespace SharedObjects.System { public class Threading; } namespace SharedObjects.SharedObjects { public class Calls; }")]
    [InlineData("public class Codec; public class Task; public class ValueTask; public class List; public class Payload; public class ManagedProxy; public class Element;")]
    public void Namesakes_of_what_generated_code_uses(string namesakes) => GeneratorRun.Of($"namespace Acme {{ {Contract} }} {namesakes}");

    [Theory]
    [InlineData("System")]
    [InlineData("Acme.System")]
    [InlineData("SharedObjects")]
    [InlineData("SharedObjects.Calls")]
    [InlineData("SharedObjects.Generated")]
    [InlineData("SharedObjects.Generated.Tables")]
    [InlineData("@namespace.@class")]
    [InlineData("Größe.数")]
    public void A_contract_in_the_namespace(string space) => GeneratorRun.Of($"namespace {space} {{ {Contract} }}");

    [Fact]
    public void A_contract_in_no_namespace() => GeneratorRun.Of(Contract);

    [Fact]
    public void Members_and_parameters_with_names_of_the_generated_code_s_own() => GeneratorRun.Of("""
        #pragma warning disable CS8981
        using SharedObjects;
        [Managed] public interface IHostile<referent>
        {
            int call(int referent, string call, CancellationToken handle);
            int Element { get; }
            int Int32(int Int32, int String);
            string String { get; }
            referent Codec<call, Invoke, InvokeAsync_>(call Call_, Invoke Call, int InvokeAsync, Codec SharedObjects);
            int System(int global);
            int DispatchAsync { get; }
            int Interface { get; }
            int HostileProxy();
            int HostileDispatcher();
            int Count { get; }
        }
        public class Codec;
        """);

    [Fact]
    public void A_user_s_own_namesake_of_the_attribute_is_not_ours() => Assert.Empty(GeneratorRun.Of(Compilations
        .Of("namespace SharedObjects { public class ManagedAttribute : Attribute; public class WorkerTargetAttribute : Attribute; public interface IManagerStartup; } public class Games : SharedObjects.IManagerStartup; [SharedObjects.Managed] public interface ICounter; public static class Worker { [SharedObjects.WorkerTarget] public static void Run() { } }")
        .RemoveReferences(Compilations.Runtime)).Files);
}
