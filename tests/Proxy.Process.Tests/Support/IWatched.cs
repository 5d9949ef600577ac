using System.Runtime.CompilerServices;

namespace SharedObjects.Process.Tests.Support;

/// <summary>An item with its place.</summary>
public sealed record Numbered<T>(T Item, int Place);

/// <summary>A group by name, and its first member.</summary>
public sealed record Group<T>(IWatched<T>? First, IReadOnlyDictionary<string, IWatched<T>> Members);

/// <summary>Streams, objects inside other values, and members that run where they are called.</summary>
[Managed]
public interface IWatched<T> : ISharedObject
{
    /// <summary>The item so many times.</summary>
    IAsyncEnumerable<Numbered<T>> RepeatAsync(T item, int times, CancellationToken cancellationToken = default);

    /// <summary>Yields once and then waits.</summary>
    IAsyncEnumerable<T> WaitAsync(T item, CancellationToken cancellationToken = default);

    /// <summary>Waits until a <see cref="WaitAsync"/> has ended.</summary>
    ValueTask EndedAsync(CancellationToken cancellationToken = default);

    /// <summary>Where the object is.</summary>
    ValueTask<int> ProcessIdAsync();

    /// <summary>Takes a group apart.</summary>
    ValueTask<List<(string Name, IWatched<T> Member)>> ListAsync(Group<T> group, ISharedQueue<int> added);

    /// <summary>Runs where it is called.</summary>
    async ValueTask<(int Here, int There)> ProcessIdsAsync() => (Environment.ProcessId, await ProcessIdAsync().ConfigureAwait(false));

    /// <summary>As <see cref="ProcessIdsAsync"/>, again and again.</summary>
    async IAsyncEnumerable<TResult> SelectAsync<TResult>(Func<int, int, TResult> select, int times, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var i = 0; i < times; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (here, there) = await ProcessIdsAsync().ConfigureAwait(false);
            yield return select(here, there);
        }
    }
}
