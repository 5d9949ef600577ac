using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace SharedObjects.Objects.Ordering;

/// <summary>The order of a type parameter's values: their natural one, and for strings that of their characters, whatever the culture.</summary>
internal static class ElementOrder
{
    private static readonly HashSet<Type> Encoded =
    [
        typeof(string), typeof(decimal), typeof(Half), typeof(Int128), typeof(UInt128), typeof(BigInteger), typeof(Rune),
        typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan), typeof(Guid),
    ];

    public static IComparer<T> Of<T>() => typeof(T) == typeof(string) ? (IComparer<T>)StringComparer.Ordinal : Comparer<T>.Default;

    /// <summary>Whether the encoded values have the order of the values. A Version, for one, is encoded as text, and has another.</summary>
    public static bool IsKept<T>() => IsKept(typeof(T));

    /// <summary>Refuses what has no order where it is encoded.</summary>
    /// <exception cref="InvalidOperationException">It has none.</exception>
    public static void RequireKept<T>()
    {
        if (!IsKept<T>())
        {
            throw new InvalidOperationException($"A manager cannot order {typeof(T)}: take a number, a date, a duration, an enum, a string, a Guid, or a tuple of these.");
        }
    }

    /// <summary>Refuses what certainly has no order: it does not say how it compares.</summary>
    /// <exception cref="InvalidOperationException">It has none.</exception>
    public static void Require<T>()
    {
        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        if (!typeof(IComparable<T>).IsAssignableFrom(type) && !typeof(IComparable).IsAssignableFrom(type))
        {
            throw new InvalidOperationException($"{typeof(T)} has no order of its own: sort with a comparer, or by a key that is a number, a date, a duration, an enum, a string, or a tuple of these.");
        }
    }

    private static bool IsKept(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsEnum
            || type.IsPrimitive
            || Encoded.Contains(type)
            || (typeof(ITuple).IsAssignableFrom(type) && type.IsGenericType && type.GetGenericArguments().All(IsKept));
    }
}
