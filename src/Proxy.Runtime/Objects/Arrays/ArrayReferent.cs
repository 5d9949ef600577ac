using SharedObjects.Contracts.Numbers;
using SharedObjects.Contracts.State;
using SharedObjects.Objects.Ordering;

namespace SharedObjects.Objects.Arrays;

/// <summary>The array itself. Used on its turn only.</summary>
internal sealed class ArrayReferent<T> : ISharedArray<T>, ISavable
{
    /// <summary>One small call makes that much, for all clients of the manager: 1.6 GB when its elements are payloads.</summary>
    private const int MaximumLength = 1 << 26;

    private readonly Arithmetic<T> arithmetic;
    private readonly T[] values;

    /// <summary>The change that set each element.</summary>
    private readonly long[] versions;
    private long revision;

    /// <param name="values">The elements at first; the array keeps them.</param>
    /// <param name="arithmetic">Computes with elements that are numbers.</param>
    public ArrayReferent(T[] values, Arithmetic<T> arithmetic)
    {
        this.arithmetic = arithmetic;
        this.values = values;
        versions = new long[values.Length];
    }

    /// <param name="length">How many elements there are.</param>
    /// <param name="value">What they all are at first.</param>
    /// <param name="arithmetic">Computes with elements that are numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative, or more than fits.</exception>
    public ArrayReferent(int length, T value, Arithmetic<T> arithmetic)
        : this(new T[RequireLength(length)], arithmetic) => Array.Fill(values, value);

    /// <param name="state">What <see cref="Save"/> wrote.</param>
    /// <param name="arithmetic">Computes with elements that are numbers.</param>
    public ArrayReferent(StateReader state, Arithmetic<T> arithmetic)
        : this(state.ReadElements<T>(), arithmetic)
    {
        for (var i = 0; i < versions.Length; i++)
        {
            versions[i] = state.Read<long>();
        }

        revision = state.Read<long>();
    }

    public int Length => values.Length;

    /// <summary>Makes one from what its creator wrote: all elements, or what all of them are and how many.</summary>
    public static ArrayReferent<T> Create(StateReader arguments, Arithmetic<T> arithmetic) => arguments.Read<bool>()
        ? new ArrayReferent<T>(arguments.ReadElements<T>(), arithmetic)
        : new ArrayReferent<T>(arguments.Read<int>(), arguments.ReadElement<T>(), arithmetic);

    public ValueTask<T> GetAsync(int index, CancellationToken cancellationToken) => ValueTask.FromResult(values[Require(index)]);

    public ValueTask<(T Value, long Version)> GetWithVersionAsync(int index, CancellationToken cancellationToken) =>
        ValueTask.FromResult((values[Require(index)], versions[index]));

    public ValueTask SetAsync(int index, T value, CancellationToken cancellationToken)
    {
        Change(Require(index), value);
        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> TrySetIfVersionAsync(int index, T value, long version, CancellationToken cancellationToken)
    {
        var isCurrent = versions[Require(index)] == version;
        if (isCurrent)
        {
            Change(index, value);
        }

        return ValueTask.FromResult(isCurrent);
    }

    public ValueTask<T> ExchangeAsync(int index, T value, CancellationToken cancellationToken)
    {
        var before = values[Require(index)];
        Change(index, value);
        return ValueTask.FromResult(before);
    }

    public ValueTask<(bool Exchanged, T Original)> CompareExchangeAsync(int index, T value, T comparand, CancellationToken cancellationToken)
    {
        var before = values[Require(index)];
        var isEqual = EqualityComparer<T>.Default.Equals(before, comparand);
        if (isEqual)
        {
            Change(index, value);
        }

        return ValueTask.FromResult((isEqual, before));
    }

    public ValueTask<T> AddNumberAsync(int index, T amount, int numberKind, CancellationToken cancellationToken)
    {
        Change(index, arithmetic.Add(values[Require(index)], amount, (NumberKind)numberKind));
        return ValueTask.FromResult(values[index]);
    }

    public ValueTask<T[]> ToArrayAsync(CancellationToken cancellationToken) => ValueTask.FromResult(values.AsSpan().ToArray());

    public ValueTask<T[]> GetRangeAsync(int index, int count, CancellationToken cancellationToken)
    {
        RequireRange(index, count);
        return ValueTask.FromResult(values.AsSpan(index, count).ToArray());
    }

    public ValueTask<T[]> GetSliceAsync(int start, int end, CancellationToken cancellationToken) =>
        ValueTask.FromResult(values.AsSpan(Require(Place.ToIndex(start)..Place.ToIndex(end))).ToArray());

    public ValueTask<T> GetPlaceAsync(int place, CancellationToken cancellationToken) => GetAsync(IndexOf(place), cancellationToken);

    public ValueTask SetPlaceAsync(int place, T value, CancellationToken cancellationToken) => SetAsync(IndexOf(place), value, cancellationToken);

    public ValueTask SetRangeAsync(int index, T[] values, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(values);
        RequireRange(index, values.Length);
        values.CopyTo(this.values, index);
        Array.Fill(versions, ++revision, index, values.Length);
        return ValueTask.CompletedTask;
    }

    public ValueTask FillAsync(T value, CancellationToken cancellationToken)
    {
        Array.Fill(values, value);
        Array.Fill(versions, ++revision);
        return ValueTask.CompletedTask;
    }

    public ValueTask<int> IndexOfAsync(T value, CancellationToken cancellationToken) => ValueTask.FromResult(Array.IndexOf(values, value));

    public void Save(StateWriter state)
    {
        state.WriteElements(values);
        foreach (var version in versions)
        {
            state.Write(version);
        }

        state.Write(revision);
    }

    /// <summary>Nobody refers to the array any more: what its elements refer to is let go.</summary>
    public ValueTask DisposeAsync()
    {
        Array.Clear(values);
        return ValueTask.CompletedTask;
    }

    private static int RequireLength(int length) => length >= 0 && length <= MaximumLength
        ? length
        : throw new ArgumentOutOfRangeException(nameof(length), $"An array has zero elements or more, at most {MaximumLength}, not {length}.");

    private int IndexOf(int place) => Place.ToIndex(place).GetOffset(Length) is var index && (uint)index < (uint)Length
        ? index
        : throw OutOfRange("index", $"The array has {Length} elements, and none at {Place.ToIndex(place)}.");

    private static ArgumentOutOfRangeException OutOfRange(string parameter, string message) => new(parameter, message);

    private int Require(int index) => (uint)index < (uint)Length
        ? index
        : throw new ArgumentOutOfRangeException(nameof(index), $"The array has {Length} elements, from 0 on, and none at {index}.");

    private Range Require(Range range)
    {
        var (first, end) = (range.Start.GetOffset(Length), range.End.GetOffset(Length));
        return first >= 0 && first <= end && end <= Length
            ? first..end
            : throw new ArgumentOutOfRangeException(nameof(range), $"The array has {Length} elements, which is not enough for {range}.");
    }

    private void RequireRange(int index, int count)
    {
        if (index < 0 || index > Length)
        {
            throw new ArgumentOutOfRangeException(nameof(index), $"The array has {Length} elements, from 0 on, and none at {index}.");
        }

        if (count < 0 || count > Length - index)
        {
            throw new ArgumentOutOfRangeException(nameof(count), $"The array has {Length} elements, and not {count} of them from {index} on.");
        }
    }

    private void Change(int index, T value)
    {
        values[index] = value;
        versions[index] = ++revision;
    }
}
