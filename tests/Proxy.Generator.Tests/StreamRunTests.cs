using SharedObjects.Generator.Tests.Harness;

namespace SharedObjects.Generator.Tests;

/// <summary>Generated streams, from a caller to a referent and back.</summary>
public sealed class StreamRunTests
{
    [Fact]
    public async Task A_stream_of_every_kind_is_read() => Assert.Equal(
        "0 1 2|1:a 2:a|b b|0 1 2|x:9|Proxy Proxy",
        await GeneratorRun.Of("""
            using System.Linq;
            using System.Runtime.CompilerServices;
            using SharedObjects;

            public sealed record Box<T>(T Item, int Count);

            [Managed]
            public interface IFeed<T>
            {
                IAsyncEnumerable<int> All { get; }
                IAsyncEnumerable<(int Place, T Item)> NumberAsync(in T item, int times, CancellationToken cancellationToken = default);
                IAsyncEnumerable<TOther> RepeatAsync<TOther>(TOther other, int times);
                IAsyncEnumerable<Box<T>> BoxAsync(Box<T> box);
                IAsyncEnumerable<IFeed<T>> SelvesAsync(params int[] places);
            }

            public sealed class Feed<T> : IFeed<T>
            {
                public IAsyncEnumerable<int> All => Enumerable.Range(0, 3).ToAsyncEnumerable();

                public IAsyncEnumerable<(int Place, T Item)> NumberAsync(in T item, int times, CancellationToken cancellationToken)
                {
                    return NumberAsync(item, times, cancellationToken);

                    static async IAsyncEnumerable<(int Place, T Item)> NumberAsync(T item, int times, [EnumeratorCancellation] CancellationToken cancellationToken)
                    {
                        for (var place = 1; place <= times; place++)
                        {
                            await Task.Yield();
                            cancellationToken.ThrowIfCancellationRequested();
                            yield return (place, item);
                        }
                    }
                }

                public IAsyncEnumerable<TOther> RepeatAsync<TOther>(TOther other, int times) => Enumerable.Repeat(other, times).ToAsyncEnumerable();

                public IAsyncEnumerable<Box<T>> BoxAsync(Box<T> box) => Enumerable.Repeat(box, 1).ToAsyncEnumerable();

                public IAsyncEnumerable<IFeed<T>> SelvesAsync(params int[] places) => places.Select(_ => (IFeed<T>)this).ToAsyncEnumerable();
            }

            public static class Scenario
            {
                public static async Task<string> RunAsync(IFeed<string> it)
                {
                    var stream = it.All;
                    return string.Join('|',
                        string.Join(' ', await stream.ToListAsync()),
                        string.Join(' ', await it.NumberAsync("a", 2).Select(pair => $"{pair.Place}:{pair.Item}").ToListAsync()),
                        string.Join(' ', await it.RepeatAsync("b", 2).ToListAsync()),
                        string.Join(' ', await stream.ToListAsync()),
                        string.Join(' ', await it.BoxAsync(new("x", 9)).Select(box => $"{box.Item}:{box.Count}").ToListAsync()),
                        string.Join(' ', await it.SelvesAsync(1, 2).Select(self => self is Feed<string> ? "Feed" : "Proxy").ToListAsync()));
                }
            }
            """).Run("IFeed`1", "Feed`1", typeof(string)));
}
