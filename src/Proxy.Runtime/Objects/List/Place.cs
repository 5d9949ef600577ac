namespace SharedObjects.Objects.List;

/// <summary>An <see cref="Index"/> as one number: an index, or the complement of a distance from the end.</summary>
internal static class Place
{
    public static int Of(Index index) => index.IsFromEnd ? ~index.Value : index.Value;

    public static Index ToIndex(int place) => place < 0 ? new Index(~place, fromEnd: true) : new Index(place);
}
