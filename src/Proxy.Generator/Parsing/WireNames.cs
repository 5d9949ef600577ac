using System.Text;
using Microsoft.CodeAnalysis;

namespace SharedObjects.Generator.Parsing;

/// <summary>
/// Names as they travel: full, without assemblies, and untouched by what does not matter to a caller in another process (names of parameters
/// and type parameters, nullable annotations, tuple element names, cancellation tokens).
/// </summary>
internal static class WireNames
{
    /// <summary>As <c>Namespace.Outer+Inner`2</c>.</summary>
    public static string OfDefinition(INamedTypeSymbol type)
    {
        var prefix = type.ContainingType is { } outer ? OfDefinition(outer) + "+"
            : type.ContainingNamespace is { IsGlobalNamespace: false } space ? OfNamespace(space) + "."
            : "";
        return prefix + type.MetadataName;
    }

    public static string OfNamespace(INamespaceSymbol space) =>
        space.ContainingNamespace is { IsGlobalNamespace: false } outer ? OfNamespace(outer) + "." + space.Name : space.Name;

    /// <summary>As <c>PutAsync(T,System.TimeSpan)</c>.</summary>
    public static string OfMember(ISymbol member) => member switch
    {
        IPropertySymbol property => $"get_{property.Name}()",
        IMethodSymbol method => $"{method.MetadataName}{(method.Arity > 0 ? $"`{method.Arity}" : "")}({string.Join(",", method.Parameters.Where(p => !p.Type.IsCancellationToken()).Select(p => OfType(p.Type)))})",
        _ => member.MetadataName,
    };

    public static string OfType(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => $"{OfType(array.ElementType)}[{new string(',', array.Rank - 1)}]",
        ITypeParameterSymbol parameter => OfTypeParameter(parameter),
        IDynamicTypeSymbol => "System.Object",
        INamedTypeSymbol { IsTupleType: true, TupleUnderlyingType: { } underlying } => OfType(underlying),
        INamedTypeSymbol named => OfNamed(named),
        _ => type.ToDisplayString(),
    };

    /// <summary>By place, so that renaming one changes nothing: T, or T1 and T2, of an interface; U, or U1 and U2, of a method.</summary>
    private static string OfTypeParameter(ITypeParameterSymbol parameter)
    {
        var (letter, place, count) = parameter.DeclaringMethod is { } method
            ? ("U", parameter.Ordinal, method.Arity)
            : ("T", TypeParameters.PlaceOf(parameter), TypeParameters.CountOf(parameter.DeclaringType!));
        return count == 1 ? letter : letter + (place + 1);
    }

    private static string OfNamed(INamedTypeSymbol type)
    {
        var arguments = TypeParameters.ArgumentsOf(type).Select(OfType).ToArray();
        var name = new StringBuilder(OfDefinition(type.OriginalDefinition));
        return arguments.Length == 0 ? name.ToString() : name.Append('<').Append(string.Join(",", arguments)).Append('>').ToString();
    }
}
