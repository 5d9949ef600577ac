using SharedObjects.Contracts.State;
using SharedObjects.Objects.Ordering;

namespace SharedObjects.Objects.Set;

/// <summary>The set itself. Used on its turn only.</summary>
internal sealed class SetReferent<T> : ISharedSet<T>, ISavable
{
    /// <summary>Wrapped, because nothing is an item too.</summary>
    private readonly Dictionary<ValueTuple<T>, Link<T>> links = [];
    private readonly Chain<T> items = new();

    public SetReferent()
    {
    }

    /// <param name="state">What <see cref="Save"/> wrote.</param>
    public SetReferent(StateReader state)
    {
        foreach (var item in state.ReadElements<T>())
        {
            Add(item);
        }
    }

    public int Count => links.Count;

    public ValueTask<bool> AddAsync(T item, CancellationToken cancellationToken) => ValueTask.FromResult(Add(item));

    public ValueTask<int> AddManyAsync(IEnumerable<T> items, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        return ValueTask.FromResult(items.Count(Add));
    }

    public ValueTask<bool> RemoveAsync(T item, CancellationToken cancellationToken) => ValueTask.FromResult(Remove(item));

    public ValueTask<int> RemoveManyAsync(IEnumerable<T> items, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        return ValueTask.FromResult(items.Count(Remove));
    }

    public ValueTask<(bool Taken, T Item)> TryTakeAsync(CancellationToken cancellationToken)
    {
        if (items.First is not { } link)
        {
            return default;
        }

        var item = link.Value;
        return ValueTask.FromResult((Remove(item), item));
    }

    public ValueTask ClearAsync(CancellationToken cancellationToken)
    {
        Clear();
        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> ContainsAsync(T item, CancellationToken cancellationToken) => ValueTask.FromResult(Contains(item));

    public ValueTask<T[]> ToArrayAsync(CancellationToken cancellationToken) => ValueTask.FromResult<T[]>([.. Items()]);

    public IAsyncEnumerable<T> EnumerateAsync(CancellationToken cancellationToken) => Items().ToAsyncEnumerable();

    public IAsyncEnumerable<T> EnumerateSnapshotAsync(CancellationToken cancellationToken) => Items().ToArray().ToAsyncEnumerable();

    public ValueTask IntersectWithAsync(IEnumerable<T> other, CancellationToken cancellationToken)
    {
        var kept = SetOf(other);
        for (var link = items.First; link is not null;)
        {
            var next = link.Next;
            if (!kept.Contains(link.Value))
            {
                Remove(link.Value);
            }

            link = next;
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask SymmetricExceptWithAsync(IEnumerable<T> other, CancellationToken cancellationToken)
    {
        foreach (var item in SetOf(other))
        {
            if (!Remove(item))
            {
                Add(item);
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> IsSubsetOfAsync(IEnumerable<T> other, CancellationToken cancellationToken) => ValueTask.FromResult(Items().All(SetOf(other).Contains));

    public ValueTask<bool> IsProperSubsetOfAsync(IEnumerable<T> other, CancellationToken cancellationToken)
    {
        var larger = SetOf(other);
        return ValueTask.FromResult(larger.Count > Count && Items().All(larger.Contains));
    }

    public ValueTask<bool> IsSupersetOfAsync(IEnumerable<T> other, CancellationToken cancellationToken) => ValueTask.FromResult(SetOf(other).All(Contains));

    public ValueTask<bool> IsProperSupersetOfAsync(IEnumerable<T> other, CancellationToken cancellationToken)
    {
        var smaller = SetOf(other);
        return ValueTask.FromResult(smaller.Count < Count && smaller.All(Contains));
    }

    public ValueTask<bool> OverlapsAsync(IEnumerable<T> other, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(other);
        return ValueTask.FromResult(other.Any(Contains));
    }

    public ValueTask<bool> SetEqualsAsync(IEnumerable<T> other, CancellationToken cancellationToken)
    {
        var same = SetOf(other);
        return ValueTask.FromResult(same.Count == Count && same.All(Contains));
    }

    public ValueTask<T[]> UnionAsync(IEnumerable<T> other, CancellationToken cancellationToken) =>
        ValueTask.FromResult<T[]>([.. Items(), .. SetOf(other).Where(item => !Contains(item))]);

    public ValueTask<T[]> IntersectAsync(IEnumerable<T> other, CancellationToken cancellationToken) =>
        ValueTask.FromResult<T[]>([.. Items().Where(SetOf(other).Contains)]);

    public ValueTask<T[]> ExceptAsync(IEnumerable<T> other, CancellationToken cancellationToken)
    {
        var without = SetOf(other);
        return ValueTask.FromResult<T[]>([.. Items().Where(item => !without.Contains(item))]);
    }

    public ValueTask<T[]> SymmetricExceptAsync(IEnumerable<T> other, CancellationToken cancellationToken)
    {
        var without = SetOf(other);
        return ValueTask.FromResult<T[]>([.. Items().Where(item => !without.Contains(item)), .. without.Where(item => !Contains(item))]);
    }

    public void Save(StateWriter state) => state.WriteElements<T>([.. Items()]);

    /// <summary>Nobody refers to the set any more: what it kept alive is let go.</summary>
    public ValueTask DisposeAsync()
    {
        Clear();
        return ValueTask.CompletedTask;
    }

    private static HashSet<T> SetOf(IEnumerable<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return [.. other];
    }

    private bool Contains(T item) => links.ContainsKey(new(item));

    private bool Add(T item)
    {
        if (Contains(item))
        {
            return false;
        }

        links.Add(new(item), items.Add(item));
        return true;
    }

    private bool Remove(T item)
    {
        if (!links.Remove(new(item), out var link))
        {
            return false;
        }

        items.Remove(link);
        return true;
    }

    private void Clear()
    {
        links.Clear();
        items.Clear();
    }

    /// <summary>The items as they are when a walk comes to them; it goes on whatever changes.</summary>
    private IEnumerable<T> Items()
    {
        for (var link = items.First; link is not null; link = Chain<T>.After(link))
        {
            yield return link.Value;
        }
    }
}
