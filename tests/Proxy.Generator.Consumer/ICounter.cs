namespace SharedObjects.Generator.Consumer;

/// <summary>One member of each shape.</summary>
[Managed(Turns = TurnMode.Exclusive)]
public interface ICounter : ISharedObject, IDisposable
{
    /// <summary>The value now.</summary>
    int Value { get; }

    /// <summary>A name that may be missing.</summary>
    string? Name { get; }

    /// <summary>Sets the value to zero.</summary>
    void Reset();

    /// <summary>Adds.</summary>
    int Add(in int amount);

    /// <summary>Adds, later.</summary>
    Task<int> AddAsync(int amount, CancellationToken cancellationToken = default);

    /// <summary>Adds what is not missing.</summary>
    ValueTask<int?> AddAsync(int? amount, params string[] reasons);

    /// <summary>Changes the name.</summary>
    Task RenameAsync(string? @event, CancellationToken cancellationToken = default);

    /// <summary>Waits until cancelled.</summary>
    ValueTask WaitAsync(CancellationToken cancellationToken);

    /// <summary>Gives another counter.</summary>
    ValueTask<ICounter> ChildAsync(string name);

    /// <summary>Takes over another counter's value.</summary>
    ValueTask CopyAsync(ICounter other);

    /// <summary>Gives back what it was given.</summary>
    ValueTask<TItem> EchoAsync<TItem>(TItem item);

    /// <summary>Pairs, listed.</summary>
    ValueTask<List<(TItem Left, int Place)>?> NumberAsync<TItem>(IReadOnlyList<TItem> items, TItem? skipped);

    /// <summary>Goes out of use.</summary>
    [Obsolete("Call AddAsync.")]
    ValueTask IncrementAsync();

    /// <summary>Runs here.</summary>
    ValueTask<int?> AddTwiceAsync(int amount) => AddAsync(2 * amount, "twice");
}
