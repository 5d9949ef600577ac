using SharedObjects.Generator.Tests.Harness;

namespace SharedObjects.Generator.Tests;

public sealed class SnapshotTests
{
    [Fact]
    public void SharedQueue()
    {
        var queue = Compilations.Parse(Repository.Read("src/Proxy.Runtime/Objects/Queue/ISharedQueue.cs"));
        var leases = Compilations.Parse(Repository.Read("src/Proxy.Runtime/Objects/Queue/ISharedQueue.Leases.cs"));
        var usings = Compilations.Parse("global using System; global using System.Collections.Generic; global using System.Threading; global using System.Threading.Tasks;");

        // The interface stands beside the runtime that has it already, which the compiler reports (CS0436) and the generator does not mind.
        Snapshot.Verify(GeneratorRun.Of(Compilations.OfTrees(usings, queue, leases).WithAssemblyName("SharedObjects.Generator.Tests"), compiles: false), nameof(SharedQueue));
    }

    [Fact]
    public void Records() => Snapshot.Verify(
        GeneratorRun.Of("""
            using SharedObjects;
            namespace Acme;

            public readonly record struct Versioned<T>(T Value, long Version);
            public sealed record Entry<T>(string Key, Versioned<T> Latest) { public ISharedQueue<T>? History { get; init; } }

            [Managed]
            public interface IArchive<T>
            {
                ValueTask<Entry<T>?> FindAsync(string key);
                ValueTask PutAllAsync(IReadOnlyList<Entry<T>> entries);
                ValueTask<(T, T, T, T, int)> FirstAsync();
                IAsyncEnumerable<Versioned<T>> HistoryAsync(string key, int from);
            }
            """),
        nameof(Records));

    [Fact]
    public void EveryShape() => Snapshot.Verify(
        GeneratorRun.Of("""
            using SharedObjects;
            namespace Acme;

            [Managed(Turns = TurnMode.Exclusive)]
            public interface ICounter : ISharedObject
            {
                int Count { get; }
                string? Name { get; }
                void Reset();
                Task<int> AddAsync(int amount, CancellationToken cancellationToken = default);
                ValueTask<TItem> EchoAsync<TItem>(TItem? item) where TItem : notnull;
                ValueTask<ICounter> ChildAsync((int Left, string? Right) key);
                IAsyncEnumerable<Entry<TItem>> TopAsync<TItem>(TItem least, int count, CancellationToken cancellationToken = default);
                ValueTask<IReadOnlyList<ICounter>> ChildrenAsync();
                string ToString();
            }

            public sealed record Entry<T>(T Item, int Place);

            public static class Worker
            {
                [WorkerTarget] public static void Run(int times, ICounter counter) { }
                [WorkerTarget] public static Task<int> CountAsync(CancellationToken cancellationToken) => Task.FromResult(0);
            }

            public sealed class GameManager : IManagerStartup
            {
                public static void Configure(ManagerBuilder manager) { }
            }
            """),
        nameof(EveryShape));
}
