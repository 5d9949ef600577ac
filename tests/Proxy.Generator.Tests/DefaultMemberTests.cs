using SharedObjects.Generator.Tests.Harness;

namespace SharedObjects.Generator.Tests;

/// <summary>Members with a body run where they are called, whatever they look like, and the manager knows nothing of them.</summary>
public sealed class DefaultMemberTests
{
    [Fact]
    public async Task Default_members_of_every_kind_run_over_the_primitives() => Assert.Equal(
        "4|8|a=5|1 2 3|6|2:a|10|11|12|True|shadow 4|base|False|hidden 1 derived",
        await GeneratorRun.Of("""
            using System.Runtime.CompilerServices;
            using SharedObjects;

            public interface ICell<T>
            {
                ValueTask<T> GetAsync();
                ValueTask<bool> ReplaceAsync(T value, long version);
                ValueTask<(T Value, long Version)> ReadAsync();
                string Origin => "base";
                int Hidden => 1;
            }

            [Managed]
            public interface ISharedCell<T> : ICell<T>, ISharedObject
            {
                int Count { get; }
                int Twice => 2 * Count;
                ValueTask<int> AddAsync(int amount);

                // Beside an abstract member of the same name.
                async ValueTask<int> AddAsync(int first, int second) => await AddAsync(first) + await AddAsync(second);

                async ValueTask<T> UpdateAsync(Func<T, T> update, CancellationToken cancellationToken = default)
                {
                    while (true)
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        var (value, version) = await ReadAsync().ConfigureAwait(false);
                        var updated = update(value);
                        if (await ReplaceAsync(updated, version).ConfigureAwait(false))
                        {
                            return updated;
                        }
                    }
                }

                async ValueTask<TResult> SelectAsync<TResult>(Func<T, TResult> select) where TResult : notnull => select(await GetAsync());

                async IAsyncEnumerable<int> CountAsync(int to, [EnumeratorCancellation] CancellationToken cancellationToken = default)
                {
                    for (var i = 1; i <= to; i++)
                    {
                        await AddAsync(1);
                        yield return i;
                    }
                }

                IAsyncEnumerable<(int, T)> WatchAsync(int times);
                IAsyncEnumerable<(int, T)> WatchAsync() => WatchAsync(1);
                string Describe(string prefix, out bool found) { found = true; return prefix + Count; }
                event EventHandler Changed { add { } remove { } }
                int this[int place] => place + Count;
                static int Zero => 0;
                static int Least(int count) => Math.Min(count, Zero);
                private int Secret => Count + 1;
                int Revealed => Secret;
                new string Hidden => $"hidden {((ICell<T>)this).Hidden} derived";
                string ICell<T>.Origin => "base";
            }

            public sealed class Cell<T> : ISharedCell<T>
            {
                private T value = default!;
                private long version;

                public int Count { get; private set; } = 2;
                public ValueTask<T> GetAsync() => new(value);
                public ValueTask<(T Value, long Version)> ReadAsync() => new((value, version));
                public ValueTask<bool> ReplaceAsync(T value, long version)
                {
                    // The first attempt always comes too late.
                    if (this.version++ != version || version == 0)
                    {
                        return new(false);
                    }

                    this.value = value;
                    return new(true);
                }

                public ValueTask<int> AddAsync(int amount) => new(Count += amount);
                public IAsyncEnumerable<(int, T)> WatchAsync(int times) => System.Linq.AsyncEnumerable.Repeat((times + 1, value), times);
                public ValueTask DisposeAsync() => default;

                // None of these must be reached.
                public ValueTask<int> AddAsync(int first, int second) => throw new NotSupportedException();
                public int Twice => throw new NotSupportedException();
                public ValueTask<T> UpdateAsync(Func<T, T> update, CancellationToken cancellationToken) => throw new NotSupportedException();
                public IAsyncEnumerable<(int, T)> WatchAsync() => throw new NotSupportedException();
            }

            public static class Scenario
            {
                public static async Task<string> RunAsync(ISharedCell<string> it)
                {
                    var parts = new List<string> { $"{it.Twice}" };
                    await it.AddAsync(1);
                    parts.Add($"{await it.AddAsync(0, 2)}");
                    it.ToString();
                    parts.Add(await it.UpdateAsync(old => old + "a") + "=" + it.Count);
                    var counted = new List<int>();
                    await foreach (var i in it.CountAsync(3))
                    {
                        counted.Add(i);
                    }

                    parts.Add(string.Join(' ', counted));
                    parts.Add($"{await it.SelectAsync(value => value.Length + 5)}");
                    await foreach (var (number, value) in it.WatchAsync())
                    {
                        parts.Add($"{number}:{value}");
                    }

                    parts.Add($"{it[2]}");
                    parts.Add($"{await it.AddAsync(3)}");
                    parts.Add($"{it.Revealed}");
                    it.Describe("x", out var found);
                    parts.Add($"{found}");
                    parts.Add($"shadow {ISharedCell<string>.Least(5) + 4}");
                    parts.Add(((ICell<string>)it).Origin);
                    parts.Add($"{it.Lost.CanBeCanceled}");
                    parts.Add(it.Hidden);
                    return string.Join('|', parts);
                }
            }
            """).Run("ISharedCell`1", "Cell`1", typeof(string)));
}
