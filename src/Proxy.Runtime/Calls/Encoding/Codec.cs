using SharedObjects.Calls.Encoding;

namespace SharedObjects.Calls;

/// <summary>
/// Composes codecs. Generated code builds one expression per type that its contract mentions: structure is spelt out, so that every place of a type
/// parameter becomes one payload; what is left are plain values.
/// </summary>
public static class Codec
{
    /// <summary>A value whose type is fully known: a primitive, a managed interface, or a type the serializer handles.</summary>
    public static Codec<T> Value<T>() => ValueCodec<T>.Instance;

    /// <summary>A place of a type parameter: encoded as one payload, whatever <typeparamref name="T"/> is. Nil decodes to <c>default</c>.</summary>
    public static Codec<T> Element<T>() => ElementCodec<T>.Instance;

    /// <summary>A value that may be absent.</summary>
    public static Codec<T?> Nullable<T>(Codec<T> value)
        where T : struct => new NullableCodec<T>(value);

    /// <summary>A pair.</summary>
    public static Codec<(T1, T2)> Tuple<T1, T2>(Codec<T1> item1, Codec<T2> item2) => new TupleCodec<T1, T2>(item1, item2);

    /// <summary>A triple.</summary>
    public static Codec<(T1, T2, T3)> Tuple<T1, T2, T3>(Codec<T1> item1, Codec<T2> item2, Codec<T3> item3) =>
        new TupleCodec<T1, T2, T3>(item1, item2, item3);

    /// <summary>Four values.</summary>
    public static Codec<(T1, T2, T3, T4)> Tuple<T1, T2, T3, T4>(Codec<T1> item1, Codec<T2> item2, Codec<T3> item3, Codec<T4> item4) =>
        new TupleCodec<T1, T2, T3, T4>(item1, item2, item3, item4);

    /// <summary>A tuple of any size.</summary>
    /// <param name="items">All of its items, in their order.</param>
    public static Codec<TTuple> Tuple<TTuple>(params PartCodec<TTuple>[] items)
        where TTuple : struct => new LargeTupleCodec<TTuple>(items);

    /// <summary>An item of a tuple.</summary>
    public static PartCodec<TTuple> Item<TTuple, TItem>(Codec<TItem> item, PartOf<TTuple, TItem> place)
        where TTuple : struct => new PartCodec<TTuple, TItem>("", item, place);

    /// <summary>An object, by the names of its properties; null stays null.</summary>
    /// <typeparam name="T">The object.</typeparam>
    /// <typeparam name="TParts">A tuple of its properties' values.</typeparam>
    /// <param name="takeApart">Gives the properties' values.</param>
    /// <param name="putTogether">Makes the object again. What was not sent has its default there.</param>
    /// <param name="properties">The properties, by their places in the tuple.</param>
    public static Codec<T> Object<T, TParts>(Func<T, TParts> takeApart, Func<TParts, T> putTogether, params PartCodec<TParts>[] properties)
        where TParts : struct => new ObjectCodec<T, TParts>(takeApart, putTogether, properties);

    /// <summary>A property of an object.</summary>
    public static PartCodec<TParts> Property<TParts, TProperty>(string name, Codec<TProperty> property, PartOf<TParts, TProperty> place)
        where TParts : struct => new PartCodec<TParts, TProperty>(name, property, place);

    /// <summary>A key with its value.</summary>
    public static Codec<KeyValuePair<TKey, TValue>> KeyValuePair<TKey, TValue>(Codec<TKey> key, Codec<TValue> value) =>
        new KeyValuePairCodec<TKey, TValue>(key, value);

    /// <summary>An array; null stays null.</summary>
    public static Codec<T[]> Array<T>(Codec<T> element) => new ArrayCodec<T[], T>(element, static items => items);

    /// <summary>A list; null stays null.</summary>
    public static Codec<List<T>> List<T>(Codec<T> element) => new ArrayCodec<List<T>, T>(element, static items => [.. items]);

    /// <summary>A set; null stays null.</summary>
    public static Codec<HashSet<T>> Set<T>(Codec<T> element) => new ArrayCodec<HashSet<T>, T>(element, static items => [.. items]);

    /// <summary>Any collection interface that an array satisfies; null stays null.</summary>
    /// <typeparam name="TCollection"><see cref="IEnumerable{T}"/>, <see cref="IReadOnlyCollection{T}"/> or <see cref="IReadOnlyList{T}"/>.</typeparam>
    /// <typeparam name="T">The element.</typeparam>
    public static Codec<TCollection> Collection<TCollection, T>(Codec<T> element)
        where TCollection : class, IEnumerable<T> => new ArrayCodec<TCollection, T>(element, static items => (TCollection)(object)items);

    /// <summary>A dictionary; null stays null.</summary>
    public static Codec<Dictionary<TKey, TValue>> Dictionary<TKey, TValue>(Codec<TKey> key, Codec<TValue> value)
        where TKey : notnull => new DictionaryCodec<Dictionary<TKey, TValue>, TKey, TValue>(key, value);

    /// <summary>A dictionary behind its read-only interface; null stays null.</summary>
    public static Codec<IReadOnlyDictionary<TKey, TValue>> ReadOnlyDictionary<TKey, TValue>(Codec<TKey> key, Codec<TValue> value)
        where TKey : notnull => new DictionaryCodec<IReadOnlyDictionary<TKey, TValue>, TKey, TValue>(key, value);
}
