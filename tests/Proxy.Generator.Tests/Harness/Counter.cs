using SharedObjects.Generator.Consumer;

namespace SharedObjects.Generator.Tests.Harness;

internal sealed class Counter : ICounter
{
    public int Value { get; private set; }

    public string? Name { get; private set; }

    public string[] Reasons { get; private set; } = [];

    public Type? Echoed { get; private set; }

    public void Reset() => Value = 0;

    public int Add(in int amount) => Value += amount;

    public async Task<int> AddAsync(int amount, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        return Add(amount);
    }

    public ValueTask<int?> AddAsync(int? amount, params string[] reasons)
    {
        Reasons = reasons;
        return new(amount is { } present ? Add(present) : null);
    }

    public Task RenameAsync(string? @event, CancellationToken cancellationToken = default)
    {
        Name = @event;
        return Task.CompletedTask;
    }

    public ValueTask WaitAsync(CancellationToken cancellationToken) => new(Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken));

    public ValueTask<ICounter> ChildAsync(string name) => new(new Counter { Name = name });

    public ValueTask CopyAsync(ICounter other)
    {
        Value = other.Value;
        return default;
    }

    public ValueTask<TItem> EchoAsync<TItem>(TItem item)
    {
        Echoed = typeof(TItem);
        return new(item);
    }

    public ValueTask<List<(TItem Left, int Place)>?> NumberAsync<TItem>(IReadOnlyList<TItem> items, TItem? skipped) =>
        new([.. items.Select(static (item, place) => (item, place)).Where(pair => !EqualityComparer<TItem>.Default.Equals(pair.item, skipped))]);

    public ValueTask IncrementAsync() => default;

    public void Dispose()
    {
    }

    public ValueTask DisposeAsync() => default;
}
