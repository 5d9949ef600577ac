namespace SharedObjects.Runtime.Tests.Streams;

internal sealed class StreamsReferent(Func<int, CancellationToken, IAsyncEnumerable<string?>> read, Func<int, ValueTask<int>>? poke = null)
    : IStreams, IExclusiveStreams, IConcurrentStreams, IInlineStreams
{
    public IAsyncEnumerable<string?> ReadAsync(int argument, CancellationToken cancellationToken) => read(argument, cancellationToken);

    public ValueTask<int> PokeAsync(int number) => poke?.Invoke(number) ?? new(number);

    public ValueTask DisposeAsync() => default;
}

internal sealed class Feed<T> : IFeed<T>
{
    private readonly List<T> items = [];

    public ValueTask AddAsync(T item)
    {
        items.Add(item);
        return default;
    }

    public async IAsyncEnumerable<T> AllAsync()
    {
        for (var place = 0; place < items.Count; place++)
        {
            await Task.Yield();
            yield return items[place];
        }
    }

    public IAsyncEnumerable<(int Place, T Item)> NumberedAsync(int from) => items.Index().Skip(from).ToAsyncEnumerable();

    public ValueTask<IFeed<int>> NumbersAsync() => new(new Feed<int>());

    public IAsyncEnumerable<IFeed<T>> SelvesAsync(int times) => Enumerable.Repeat<IFeed<T>>(this, times).ToAsyncEnumerable();

    public IAsyncEnumerable<TOther> RepeatAsync<TOther>(TOther item, int times) => Enumerable.Repeat(item, times).ToAsyncEnumerable();
}

internal sealed class StreamReader : IStreamReader
{
    public async ValueTask<string> JoinAsync(IStreams streams, int atMost, CancellationToken cancellationToken)
    {
        var items = new List<string?>();
        await foreach (var item in streams.ReadAsync(0, cancellationToken))
        {
            items.Add(item);
            if (items.Count == atMost)
            {
                break;
            }
        }

        return string.Join(' ', items);
    }
}
