using SharedObjects.Generator.Consumer;
using SharedObjects.Generator.Tests.Harness;

namespace SharedObjects.Generator.Tests;

/// <summary>A generated proxy calls a generated dispatcher, through frames and codecs.</summary>
public sealed class RunTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_shape_of_member_reaches_the_referent()
    {
        var referent = new Counter();
        using var counter = Loopback.Proxy<ICounter>(referent);

        Assert.Equal(3, counter.Add(3));
        Assert.Equal(7, await counter.AddAsync(4, Token));
        Assert.Equal(9, await counter.AddAsync(2, "a", "b"));
        Assert.Equal(["a", "b"], referent.Reasons);
        Assert.Null(await counter.AddAsync(null));
        Assert.Equal(13, await counter.AddTwiceAsync(2));
        Assert.Null(counter.Name);
        await counter.RenameAsync("Ada", Token);
        Assert.Equal("Ada", counter.Name);
        counter.Reset();
        Assert.Equal(0, counter.Value);
    }

    [Fact]
    public async Task A_token_reaches_the_referent()
    {
        using var source = new CancellationTokenSource();
        using var counter = Loopback.Proxy<ICounter>(new Counter());
        var wait = counter.WaitAsync(source.Token).AsTask();
        Assert.False(wait.IsCompleted);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }

    [Fact]
    public async Task Shared_objects_come_and_go_as_proxies()
    {
        var referent = new Counter();
        using var counter = Loopback.Proxy<ICounter>(referent);
        using var child = await counter.ChildAsync("child");
        Assert.IsNotType<Counter>(child);
        Assert.Equal("child", child.Name);
        child.Add(5);
        await counter.CopyAsync(child);
        Assert.Equal(5, referent.Value);
    }

    [Fact]
    public async Task A_generic_method_runs_on_payloads_and_its_caller_does_not_notice()
    {
        var referent = new Counter();
        using var counter = Loopback.Proxy<ICounter>(referent);
        Assert.Equal(12.5, await counter.EchoAsync(12.5));
        Assert.Equal(typeof(Payload), referent.Echoed);
        Assert.Equal([("b", 1), ("c", 2)], await counter.NumberAsync(["a", "b", "c"], "a"));
    }

    [Fact]
    public async Task A_generic_contract_runs_on_payloads_in_every_structure()
    {
        using var cancellation = new CancellationTokenSource();
        var store = Loopback.Proxy<IStore<string, int>>(new Store<Payload, Payload>());
        await store.SetAsync("a", 1);
        await store.SetAllAsync(new Dictionary<string, int> { ["b"] = 2, ["c"] = 3 });
        await store.SetAsync("c", null);

        Assert.Equal(2, store.Count);
        Assert.Equal(2, await store.GetAsync("b"));
        Assert.Null(await store.GetAsync("c"));
        Assert.Equal(new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 }, await store.AllAsync());
        Assert.Equal([new("a", 1), new("b", 2)], await store.PairsAsync());
        Assert.Equal(new HashSet<string> { "a", "b" }, await store.KeysAsync());
        Assert.Equal([("b", (0, 2)), ("x", (1, null))], await store.FindAsync(["b", "x"]));
        Assert.Equal(2, await (await store.ForkAsync()).GetAsync("b"));
    }

    [Fact]
    public async Task A_class_constraint_is_met_by_an_object()
    {
        var references = Loopback.Proxy<IReferences<string>>(new References<PayloadObject>());
        Assert.Null(await references.SwapAsync("a"));
        Assert.Equal("a", await references.SwapAsync(null));
        Assert.Equal(5, await references.SameAsync(5));
    }

    [Fact]
    public async Task Members_that_have_names_of_the_proxy_s_own_are_called_all_the_same()
    {
        var assembly = GeneratorRun.Of("""
            using SharedObjects;
            [Managed]
            public interface IHostile
            {
                int Call(int Invoke);
                string ToString();
                bool Equals(string? other);
                int GetHashCode();
                ValueTask<string> DisposeAsync(string handle);
                T InvokeAsync<T>(T call) where T : class;
                int Int32 { get; }
                int @class(int @event);
            }

            public sealed class Hostile : IHostile
            {
                public int Call(int Invoke) => Invoke + 1;
                string IHostile.ToString() => "remote";
                public bool Equals(string? other) => other == "me";
                int IHostile.GetHashCode() => 42;
                public ValueTask<string> DisposeAsync(string handle) => new(handle + "!");
                public T InvokeAsync<T>(T call) where T : class => call;
                public int Int32 => 32;
                public int @class(int @event) => -@event;
            }

            public static class Scenario
            {
                public static async Task<string> RunAsync(IHostile it) =>
                    $"{it.Call(1)} {it.ToString()} {it.Equals("me")} {it.GetHashCode()} {await it.DisposeAsync("bye")} {it.InvokeAsync("x")} {it.Int32} {it.@class(5)}";
            }
            """).Load();
        var proxy = Loopback.Proxy(assembly.GetType("IHostile")!, Activator.CreateInstance(assembly.GetType("Hostile")!)!);
        var run = (Task<string>)assembly.GetType("Scenario")!.GetMethod("RunAsync")!.Invoke(null, [proxy])!;
        Assert.Equal("2 remote True 42 bye! x 32 -5", await run);
    }
}
