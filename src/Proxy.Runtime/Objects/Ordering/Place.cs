namespace SharedObjects.Objects.Ordering;

/// <summary>An <see cref="Index"/> as one number: an index, or the complement of a distance from the end.</summary>
internal static class Place
{
    public static int Of(Index index) => index.IsFromEnd ? ~index.Value : index.Value;

    public static Index ToIndex(int place) => place < 0 ? new Index(~place, fromEnd: true) : new Index(place);

    /// <summary>The indexes of every <paramref name="step"/>th place of a range, from its first; with a negative step, from its last backwards.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is zero, or the range is outside of the length.</exception>
    public static IEnumerable<int> Each(Range range, int step, int length)
    {
        var (offset, count) = range.GetOffsetAndLength(length);
        var distance = RequireStep(step) == int.MinValue ? int.MaxValue : Math.Abs(step);
        var places = (int)(((long)count + distance - 1) / distance);
        return Enumerable.Range(0, places).Select(i => step > 0 ? offset + (i * distance) : offset + count - 1 - (i * distance));
    }

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is zero.</exception>
    public static int RequireStep(int step) =>
        step != 0 ? step : throw new ArgumentOutOfRangeException(nameof(step), "A step goes forwards or, if it is negative, backwards; it cannot be zero.");
}
