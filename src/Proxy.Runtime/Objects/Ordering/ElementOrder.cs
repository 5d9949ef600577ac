namespace SharedObjects.Objects.Ordering;

/// <summary>The order of a type parameter's values: their natural one, and for strings that of their characters, whatever the culture.</summary>
internal static class ElementOrder
{
    public static IComparer<T> Of<T>() => typeof(T) == typeof(string) ? (IComparer<T>)StringComparer.Ordinal : Comparer<T>.Default;

    /// <summary>Refuses a type that certainly has no order: neither it says how it compares, nor is it made of parts that may.</summary>
    /// <exception cref="InvalidOperationException">It has none.</exception>
    public static void Require<T>()
    {
        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        if (!typeof(IComparable<T>).IsAssignableFrom(type) && !typeof(IComparable).IsAssignableFrom(type) && !type.IsArray)
        {
            throw new InvalidOperationException($"{typeof(T)} has no order of its own: take a number, a date, a duration, an enum, a string, or a tuple of these.");
        }
    }
}
