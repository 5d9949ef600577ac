using Microsoft.CodeAnalysis;
using SharedObjects.Generator.Model;

namespace SharedObjects.Generator.Parsing;

/// <summary>
/// Composes the codec of each type a contract mentions, and keeps each distinct one as a field. One rule, for both sides of the wire: structure is
/// spelt out where a type parameter is inside, and for nullable values and small tuples always; everything else is a plain value and left to
/// the runtime. Types come here only after <see cref="TypeRules"/> has let them pass.
/// </summary>
internal sealed class CodecParser(TypeNames proxy, TypeNames dispatcher, HashSet<string> taken)
{
    private const string Codec = "global::SharedObjects.Calls.Codec";

    private readonly List<CodecField> fields = [];
    private readonly Dictionary<string, string> fieldByType = [];

    public EquatableArray<CodecField> Fields => fields.ToEquatableArray();

    public CodecModel Parse(ITypeSymbol type) => new(Reference(type, proxy), Reference(type, dispatcher));

    /// <summary>The codec as one expression, where there is no class to keep it in.</summary>
    public static string Inline(ITypeSymbol type) => Compose(type, TypeNames.Plain, Inline);

    /// <summary>Whether a type is composed of others rather than left to the runtime.</summary>
    public static bool IsComposed(ITypeSymbol type) => TypeParameters.AreIn(type) || PartsOf(type) is { Always: true };

    /// <summary>The factory that composes a type, and what of; <see langword="null"/> for a type that has no such.</summary>
    public static (string Factory, bool Always, IReadOnlyList<ITypeSymbol> Parts)? PartsOf(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => ("Nullable", true, nullable.TypeArguments),
        INamedTypeSymbol { IsTupleType: true, TupleElements.Length: >= 2 and <= 4 } tuple => ("Tuple", true, [.. tuple.TupleElements.Select(e => e.Type)]),
        IArrayTypeSymbol { IsSZArray: true } array => ("Array", false, [array.ElementType]),
        INamedTypeSymbol named when KnownTypes.ComposedBy(named) is { } factory => (factory, false, named.TypeArguments),
        _ => null,
    };

    private static string Compose(ITypeSymbol type, TypeNames names, Func<ITypeSymbol, string> part)
    {
        if (type is ITypeParameterSymbol)
        {
            return $"{Codec}.Element<{names.OfBare(type)}>()";
        }

        if (!IsComposed(type) || PartsOf(type) is not { } composed)
        {
            return $"{Codec}.Value<{names.OfBare(type)}>()";
        }

        // Collection alone cannot infer what it makes.
        var arguments = composed.Factory == "Collection" ? $"<{names.OfBare(type)}, {names.OfBare(composed.Parts[0])}>" : "";
        return $"{Codec}.{composed.Factory}{arguments}({string.Join(", ", composed.Parts.Select(part))})";
    }

    private string Reference(ITypeSymbol type, TypeNames names)
    {
        // A class cannot keep what mentions a type parameter of one of its methods.
        if (TypeParameters.AreIn(type, static parameter => parameter.DeclaringMethod is not null))
        {
            return Compose(type, names, part => Reference(part, names));
        }

        var key = names.OfBare(type);
        if (!fieldByType.TryGetValue(key, out var name))
        {
            var expression = Compose(type, names, part => Reference(part, names));
            name = GeneratedIdentifiers.Claim(NameOf(type), taken);
            fieldByType.Add(key, name);
            fields.Add(new CodecField(name, $"{Codec}<{key}>", expression));
        }

        return name;
    }

    private static string NameOf(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol { Name: "T" } => "Element",
        ITypeParameterSymbol { Name: ['T', var second, ..] } parameter when char.IsUpper(second) => parameter.Name.Substring(1),
        IArrayTypeSymbol array => "ArrayOf" + NameOf(array.ElementType),
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => "Nullable" + NameOf(nullable.TypeArguments[0]),
        INamedTypeSymbol { IsTupleType: true } tuple => string.Join("And", tuple.TupleElements.Select(e => NameOf(e.Type))),
        INamedTypeSymbol { IsGenericType: true, TypeArguments.Length: > 0 } named => $"{named.Name}Of{string.Join("And", named.TypeArguments.Select(NameOf))}",
        _ => type.Name,
    };
}
