using System.Runtime.CompilerServices;

namespace SharedObjects.Process.Tests.Support;

internal sealed class Watched<T> : IWatched<T>
{
    private readonly SemaphoreSlim ended = new(0);

    public async IAsyncEnumerable<Numbered<T>> RepeatAsync(T item, int times, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var i = 0; i < times; i++)
        {
            if (i % 1000 == 500)
            {
                await Task.Yield();
            }

            cancellationToken.ThrowIfCancellationRequested();
            yield return new(item, i);
        }
    }

    public async IAsyncEnumerable<T> WaitAsync(T item, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            yield return item;
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }
        finally
        {
            ended.Release();
        }
    }

    public ValueTask EndedAsync(CancellationToken cancellationToken) => new(ended.WaitAsync(cancellationToken));

    public ValueTask<int> ProcessIdAsync() => new(Environment.ProcessId);

    public async ValueTask<List<(string Name, IWatched<T> Member)>> ListAsync(Group<T> group, ISharedQueue<int> added)
    {
        await added.PutAsync(group.Members.Count);
        return [("first", group.First ?? this), .. group.Members.Select(static pair => (pair.Key, pair.Value))];
    }

    public ValueTask DisposeAsync()
    {
        ended.Dispose();
        return ValueTask.CompletedTask;
    }
}
