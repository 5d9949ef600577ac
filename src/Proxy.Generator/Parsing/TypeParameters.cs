using Microsoft.CodeAnalysis;

namespace SharedObjects.Generator.Parsing;

/// <summary>A nested type has its containing types' type parameters too, in front of its own; that is how the runtime sees them.</summary>
internal static class TypeParameters
{
    public static IEnumerable<ITypeParameterSymbol> Of(INamedTypeSymbol type) =>
        (type.ContainingType is { } outer ? Of(outer) : []).Concat(type.TypeParameters);

    public static IEnumerable<ITypeSymbol> ArgumentsOf(INamedTypeSymbol type) =>
        (type.ContainingType is { } outer ? ArgumentsOf(outer) : []).Concat(type.TypeArguments);

    public static int CountOf(INamedTypeSymbol type) => type.TypeParameters.Length + (type.ContainingType is { } outer ? CountOf(outer) : 0);

    public static int PlaceOf(ITypeParameterSymbol parameter) =>
        parameter.Ordinal + (parameter.DeclaringType?.ContainingType is { } outer ? CountOf(outer) : 0);

    /// <summary>Whether a type mentions a type parameter, at any depth.</summary>
    public static bool AreIn(ITypeSymbol type, Func<ITypeParameterSymbol, bool> condition) => type switch
    {
        ITypeParameterSymbol parameter => condition(parameter),
        IArrayTypeSymbol array => AreIn(array.ElementType, condition),
        INamedTypeSymbol named => ArgumentsOf(named).Any(a => AreIn(a, condition)),
        _ => false,
    };

    public static bool AreIn(ITypeSymbol type) => AreIn(type, static _ => true);
}
