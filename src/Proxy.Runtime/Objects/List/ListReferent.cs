using SharedObjects.Contracts.State;
using SharedObjects.Objects.Ordering;

namespace SharedObjects.Objects.List;

/// <summary>The list itself. Used on its turn only.</summary>
internal sealed class ListReferent<T> : ISharedList<T>, ISavable
{
    /// <summary>One small call makes that many.</summary>
    private const int MaximumRepeated = 1 << 26;

    private readonly List<ListItem<T>> items = [];

    /// <summary>Counts the changes, and each item that is set as one: so an item that moved to another's place has another version.</summary>
    private long revision;

    public ListReferent()
    {
    }

    /// <param name="state">What <see cref="Save"/> wrote.</param>
    public ListReferent(StateReader state)
    {
        revision = state.Read<long>();
        for (var left = state.Read<int>(); left > 0; left--)
        {
            items.Add(new(state.ReadElement<T>(), state.Read<long>()));
        }
    }

    public int Count => items.Count;

    public ValueTask<T> GetAsync(int index, CancellationToken cancellationToken) => ValueTask.FromResult(items[Checked(index)].Value);

    public ValueTask<(T Item, long Version)> GetWithVersionAsync(int index, CancellationToken cancellationToken)
    {
        var (value, version) = items[Checked(index)];
        return ValueTask.FromResult((value, version));
    }

    public ValueTask<T[]> GetRangeAsync(int index, int count, CancellationToken cancellationToken)
    {
        Check(index, count);
        return ValueTask.FromResult(Copy(index, count));
    }

    public ValueTask<T[]> ToArrayAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Copy(0, Count));

    public ValueTask<(T[] Items, long Version)> ToArrayWithVersionAsync(CancellationToken cancellationToken) => ValueTask.FromResult((Copy(0, Count), revision));

    public IAsyncEnumerable<T> EnumerateAsync(CancellationToken cancellationToken) => Items().ToAsyncEnumerable();

    public IAsyncEnumerable<T> EnumerateSnapshotAsync(CancellationToken cancellationToken) => Copy(0, Count).ToAsyncEnumerable();

    public ValueTask<bool> ContainsAsync(T item, CancellationToken cancellationToken) => ValueTask.FromResult(Find(item, 0, Count) >= 0);

    public ValueTask<int> IndexOfAsync(T item, CancellationToken cancellationToken) => ValueTask.FromResult(Find(item, 0, Count));

    public ValueTask<int> IndexOfAsync(T item, int index, int count, CancellationToken cancellationToken)
    {
        Check(index, count);
        return ValueTask.FromResult(Find(item, index, count));
    }

    public ValueTask<int> LastIndexOfAsync(T item, CancellationToken cancellationToken) => ValueTask.FromResult(items.FindLastIndex(Is(item)));

    public ValueTask<int> CountOfAsync(T item, CancellationToken cancellationToken)
    {
        var isSuch = Is(item);
        return ValueTask.FromResult(items.Count(other => isSuch(other)));
    }

    public ValueTask SetAsync(int index, T item, CancellationToken cancellationToken)
    {
        items[Checked(index)] = New(item);
        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> TrySetIfVersionAsync(int index, T item, long version, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var isSame = index < Count && items[index].Version == version;
        if (isSame)
        {
            items[index] = New(item);
        }

        return ValueTask.FromResult(isSame);
    }

    public ValueTask<bool> TryReplaceAllAsync(IEnumerable<T> items, long version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        var isSame = version == revision;
        if (isSame)
        {
            Replace(0, Count, [.. items]);
        }

        return ValueTask.FromResult(isSame);
    }

    public ValueTask AddAsync(T item, CancellationToken cancellationToken)
    {
        items.Add(New(item));
        return ValueTask.CompletedTask;
    }

    public ValueTask AddRangeAsync(IEnumerable<T> items, CancellationToken cancellationToken) => InsertRangeAsync(Count, items, cancellationToken);

    public ValueTask InsertAsync(int index, T item, CancellationToken cancellationToken)
    {
        Check(index, 0);
        items.Insert(index, New(item));
        return ValueTask.CompletedTask;
    }

    public ValueTask InsertRangeAsync(int index, IEnumerable<T> items, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        Check(index, 0);
        Replace(index, 0, [.. items]);
        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> RemoveAsync(T item, CancellationToken cancellationToken)
    {
        var index = Find(item, 0, Count);
        if (index >= 0)
        {
            Take(index);
        }

        return ValueTask.FromResult(index >= 0);
    }

    public ValueTask<T> RemoveAtAsync(int index, CancellationToken cancellationToken) => ValueTask.FromResult(Take(Checked(index)));

    public ValueTask<(bool Removed, T Item)> TryRemoveLastAsync(CancellationToken cancellationToken) =>
        Count == 0 ? default : ValueTask.FromResult((true, Take(Count - 1)));

    public ValueTask RemoveRangeAsync(int index, int count, CancellationToken cancellationToken)
    {
        Check(index, count);
        Replace(index, count, []);
        return ValueTask.CompletedTask;
    }

    public ValueTask ClearAsync(CancellationToken cancellationToken)
    {
        Replace(0, Count, []);
        return ValueTask.CompletedTask;
    }

    public ValueTask ReverseAsync(CancellationToken cancellationToken)
    {
        items.Reverse();
        revision++;
        return ValueTask.CompletedTask;
    }

    public ValueTask SortEncodedAsync(bool descending, CancellationToken cancellationToken)
    {
        ListItem<T>[] sorted;
        try
        {
            sorted = [.. descending ? items.OrderByDescending(static item => item.Value) : items.OrderBy(static item => item.Value)];
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            throw new InvalidOperationException("The items have no order where the list is; sort it with a comparer of your own.", exception);
        }

        items.Clear();
        items.AddRange(sorted);
        revision++;
        return ValueTask.CompletedTask;
    }

    public ValueTask RepeatAsync(int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if ((long)Count * count > MaximumRepeated)
        {
            throw new ArgumentOutOfRangeException(nameof(count), $"{Count} items {count} times are more than {MaximumRepeated}.");
        }

        var block = Copy(0, Count);
        if (count == 0)
        {
            Replace(0, Count, []);
        }

        for (items.EnsureCapacity(block.Length * count); count > 1; count--)
        {
            Replace(Count, 0, block);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<T> GetPlaceAsync(int place, CancellationToken cancellationToken) => ValueTask.FromResult(items[At(place)].Value);

    public ValueTask SetPlaceAsync(int place, T item, CancellationToken cancellationToken)
    {
        items[At(place)] = New(item);
        return ValueTask.CompletedTask;
    }

    public ValueTask InsertPlaceAsync(int place, T item, CancellationToken cancellationToken)
    {
        var index = Place.ToIndex(place).GetOffset(Count);
        Check(index, 0);
        items.Insert(index, New(item));
        return ValueTask.CompletedTask;
    }

    public ValueTask<T> RemovePlaceAsync(int place, CancellationToken cancellationToken) => ValueTask.FromResult(Take(At(place)));

    public ValueTask<T[]> GetPlacesAsync(int start, int end, CancellationToken cancellationToken)
    {
        var (index, count) = Between(start, end);
        return ValueTask.FromResult(Copy(index, count));
    }

    public ValueTask SetPlacesAsync(int start, int end, IEnumerable<T> items, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        var (index, count) = Between(start, end);
        Replace(index, count, [.. items]);
        return ValueTask.CompletedTask;
    }

    public void Save(StateWriter state)
    {
        state.Write(revision);
        state.Write(Count);
        foreach (var (value, version) in items)
        {
            state.WriteElement(value);
            state.Write(version);
        }
    }

    /// <summary>Nobody refers to the list any more: what it kept alive is let go.</summary>
    public ValueTask DisposeAsync()
    {
        items.Clear();
        return ValueTask.CompletedTask;
    }

    private static Predicate<ListItem<T>> Is(T item) => other => EqualityComparer<T>.Default.Equals(other.Value, item);

    private IEnumerable<T> Items()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return items[i].Value;
        }
    }

    private ListItem<T> New(T value) => new(value, ++revision);

    private int Find(T item, int index, int count) => items.FindIndex(index, count, Is(item));

    private T[] Copy(int index, int count)
    {
        var copy = new T[count];
        for (var i = 0; i < count; i++)
        {
            copy[i] = items[index + i].Value;
        }

        return copy;
    }

    private T Take(int index)
    {
        var value = items[index].Value;
        items.RemoveAt(index);
        revision++;
        return value;
    }

    private void Replace(int index, int count, T[] by)
    {
        var added = Array.ConvertAll(by, New);
        revision += count > 0 ? 1 : 0;
        items.RemoveRange(index, count);
        items.InsertRange(index, added);
    }

    private int Checked(int index) => index >= 0 && index < Count
        ? index
        : throw new ArgumentOutOfRangeException(nameof(index), $"The index {index} is outside of the list, which has {Count} items; count from its end with ^.");

    private int At(int place) => Place.ToIndex(place).GetOffset(Count) is var index && (uint)index < (uint)Count
        ? index
        : throw OutOfRange("index", $"The index {Place.ToIndex(place)} is outside of the list, which has {Count} items.");

    private void Check(int index, int count)
    {
        if (index < 0 || index > Count)
        {
            throw new ArgumentOutOfRangeException(nameof(index), $"The index {index} is outside of the list, which has {Count} items.");
        }

        if (count < 0 || count > Count - index)
        {
            throw new ArgumentOutOfRangeException(nameof(count), $"There are no {count} items from index {index} in a list of {Count}.");
        }
    }

    private (int Index, int Count) Between(int start, int end)
    {
        var range = Place.ToIndex(start)..Place.ToIndex(end);
        var (from, to) = (range.Start.GetOffset(Count), range.End.GetOffset(Count));
        return from >= 0 && from <= to && to <= Count
            ? (from, to - from)
            : throw OutOfRange("range", $"The range {range} is outside of the list, which has {Count} items.");
    }

    private static ArgumentOutOfRangeException OutOfRange(string parameter, string message) => new(parameter, message);
}
