using SharedObjects.Contracts;

namespace SharedObjects.Runtime.Tests.Streams;

/// <summary>Streams that do what a test says.</summary>
public interface IStreamSource
{
    IAsyncEnumerable<string?> ReadAsync(int argument, CancellationToken cancellationToken = default);

    ValueTask<int> PokeAsync(int number);
}

[Managed]
public interface IStreams : IStreamSource, ISharedObject;

[Managed(Turns = TurnMode.Exclusive)]
public interface IExclusiveStreams : IStreamSource;

[Managed(Turns = TurnMode.Concurrent)]
public interface IConcurrentStreams : IStreamSource;

[Managed]
[Inline]
public interface IInlineStreams : IStreamSource;

/// <summary>Streams of what travels as something else.</summary>
[Managed]
public interface IFeed<T>
{
    ValueTask AddAsync(T item);

    IAsyncEnumerable<T> AllAsync();

    IAsyncEnumerable<(int Place, T Item)> NumberedAsync(int from);

    IAsyncEnumerable<IFeed<T>> SelvesAsync(int times);

    IAsyncEnumerable<TOther> RepeatAsync<TOther>(TOther item, int times);

    /// <summary>Gives what no manager can host.</summary>
    ValueTask<IFeed<int>> NumbersAsync();
}

/// <summary>Reads streams inside the manager.</summary>
[Managed]
public interface IStreamReader
{
    ValueTask<string> JoinAsync(IStreams streams, int atMost, CancellationToken cancellationToken);
}
