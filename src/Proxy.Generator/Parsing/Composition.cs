using Microsoft.CodeAnalysis;

namespace SharedObjects.Generator.Parsing;

/// <summary>What a type is composed of, and by which factory of <c>Codec</c>.</summary>
/// <param name="Factory">The factory.</param>
/// <param name="Parts">The types it is composed of.</param>
/// <param name="Always">Whether its structure is spelt out even where there is nothing inside that needs it.</param>
/// <param name="Shape">How to make it again, if it is a user's own type.</param>
internal sealed record Composition(string Factory, IReadOnlyList<ITypeSymbol> Parts, bool Always = false, ObjectShape? Shape = null)
{
    /// <summary>The largest tuple that has a factory of its own.</summary>
    public const int SmallTuple = 4;

    /// <returns><see langword="null"/> for a type that is not composed: a plain value, or one that cannot be.</returns>
    public static Composition? Of(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => new("Nullable", nullable.TypeArguments, Always: true),
        INamedTypeSymbol { IsTupleType: true, TupleElements.Length: >= 2 } tuple => new("Tuple", [.. tuple.TupleElements.Select(static e => e.Type)], Always: true),
        IArrayTypeSymbol { IsSZArray: true } array => new("Array", [array.ElementType]),
        INamedTypeSymbol named when KnownTypes.ComposedBy(named) is { } factory => new(factory, named.TypeArguments),
        INamedTypeSymbol named when TypeParameters.AreIn(named) && ObjectShape.Of(named).Shape is { } shape => new("Object", [.. shape.Parts.Select(ObjectShape.TypeOf)], Shape: shape),
        _ => null,
    };

    /// <summary>
    /// Whether a type's structure is spelt out rather than left to the runtime: where a type parameter or a managed interface is inside, and for nullable
    /// values and tuples always. So no shape of such a type is needed, and none has to be found when the program runs.
    /// </summary>
    public static bool Applies(ITypeSymbol type) =>
        TypeParameters.AreIn(type) || (Of(type) is { } composition && (composition.Always || composition.Parts.Any(HasManagedInside)));

    private static bool HasManagedInside(ITypeSymbol type) => type.IsManaged() || Of(type)?.Parts.Any(HasManagedInside) == true;
}
