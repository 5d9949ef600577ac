using Microsoft.CodeAnalysis;

namespace SharedObjects.Generator.Parsing;

/// <summary>Whether every type parameter inside a type stands where a payload can.</summary>
internal static class Erasability
{
    /// <summary>Deeper than any type somebody writes: a generic record that contains a larger one of its kind never ends.</summary>
    private const int Deepest = 32;

    /// <returns>Why not, as the end of a sentence; <see langword="null"/> if they all do.</returns>
    public static string? WhyNot(ITypeSymbol type) => WhyNot(type, []);

    /// <summary>The type and all that is written when one is: arguments, and the properties of what is composed of them.</summary>
    public static IEnumerable<ITypeSymbol> Inside(ITypeSymbol type) => Inside(type, []);

    private static string? WhyNot(ITypeSymbol type, Stack<ITypeSymbol> around)
    {
        if (type is ITypeParameterSymbol || !TypeParameters.AreIn(type))
        {
            return null;
        }

        // A managed interface is hosted closed over payloads itself, so it fits only if its type arguments are nothing but type parameters.
        if (type is INamedTypeSymbol contract && contract.IsManaged())
        {
            return TypeParameters.ArgumentsOf(contract).FirstOrDefault(static a => a is not ITypeParameterSymbol) is { } argument
                ? $"'{Name(type)}' would have to be hosted over '{Name(argument)}', and a manager hosts it over type parameters only"
                : null;
        }

        if (around.Contains(type, SymbolEqualityComparer.Default) || around.Count == Deepest)
        {
            return $"'{Name(around.First(static t => Composition.Of(t)?.Shape is not null).OriginalDefinition)}' contains itself";
        }

        if (Composition.Of(type) is not { } composition)
        {
            return $"'{Name(type)}' cannot be taken apart: {(type is INamedTypeSymbol named ? ObjectShape.Of(named).Reason : "it has more than one dimension")}";
        }

        around.Push(type);
        var reason = composition.Parts.Select(part => WhyNot(part, around)).FirstOrDefault(static r => r is not null);
        around.Pop();
        return reason;
    }

    private static ITypeSymbol[] Inside(ITypeSymbol type, Stack<ITypeSymbol> around)
    {
        var parts = type switch
        {
            IArrayTypeSymbol array => [array.ElementType],
            INamedTypeSymbol named when Composition.Of(named) is { Shape: not null } composition => TypeParameters.ArgumentsOf(named).Concat(composition.Parts),
            INamedTypeSymbol named => TypeParameters.ArgumentsOf(named),
            _ => [],
        };
        if (around.Count == Deepest || around.Contains(type, SymbolEqualityComparer.Default))
        {
            return [];
        }

        around.Push(type);
        ITypeSymbol[] inside = [type, .. parts.SelectMany(part => Inside(part, around))];
        around.Pop();
        return inside;
    }

    private static string Name(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
