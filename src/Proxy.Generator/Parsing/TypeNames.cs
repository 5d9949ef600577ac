using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SharedObjects.Generator.Parsing;

/// <summary>The one place that writes types as generated code mentions them: from <c>global::</c> on, type parameters by the names they have there.</summary>
internal sealed class TypeNames
{
    /// <summary>As a member must repeat them: an implementation has to agree on tuple names, and should on annotations.</summary>
    private static readonly SymbolDisplayFormat Declared =
        SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>Where only the type itself counts, so that two places of one type share a codec.</summary>
    private static readonly SymbolDisplayFormat Bare =
        SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.ExpandValueTuple);

    private readonly Dictionary<ITypeParameterSymbol, string> names = new(SymbolEqualityComparer.Default);

    private TypeNames()
    {
    }

    /// <summary>Names in code that has no type parameters.</summary>
    public static TypeNames Plain { get; } = new();

    /// <summary>Names in a proxy, which has its contract's type parameters and its methods'.</summary>
    public static TypeNames ForProxy(IEnumerable<ITypeParameterSymbol> classLevel, IEnumerable<ITypeParameterSymbol> methodLevel)
    {
        var result = new TypeNames();
        var taken = new HashSet<string>(GeneratedIdentifiers.OfManagedProxy);
        foreach (var parameter in classLevel)
        {
            result.names[parameter] = GeneratedIdentifiers.Claim(parameter.Name, taken);
        }

        foreach (var method in methodLevel.GroupBy(p => p.DeclaringMethod, SymbolEqualityComparer.Default))
        {
            var takenThere = new HashSet<string>(taken);
            foreach (var parameter in method)
            {
                result.names[parameter] = GeneratedIdentifiers.Claim(parameter.Name, takenThere);
            }
        }

        return result;
    }

    /// <summary>The same names in a dispatcher, which has no type parameters of methods: their places hold payloads.</summary>
    public TypeNames ForDispatcher()
    {
        var result = new TypeNames();
        foreach (var pair in names)
        {
            result.names[pair.Key] = pair.Key.DeclaringMethod is null ? pair.Value : Erasure.StandIn(pair.Key);
        }

        return result;
    }

    public IEnumerable<string> OfTypeParameters => names.Values;

    public string OfParameter(ITypeParameterSymbol parameter) => names[parameter];

    public string Of(ITypeSymbol type) => Print(type, Declared);

    public string OfBare(ITypeSymbol type) => Print(type, Bare);

    /// <summary>As <c>typeof</c> takes it: open, if it is generic.</summary>
    public static string OfDefinition(INamedTypeSymbol type) =>
        (type.IsGenericType ? type.ConstructUnboundGenericType() : type).ToDisplayString(Bare);

    public static string Escape(string identifier) =>
        SyntaxFacts.GetKeywordKind(identifier) == SyntaxKind.None ? identifier : "@" + identifier;

    private string Print(ITypeSymbol type, SymbolDisplayFormat format)
    {
        var text = new StringBuilder();
        foreach (var part in type.ToDisplayParts(format))
        {
            text.Append(part.Symbol is ITypeParameterSymbol parameter && names.TryGetValue(parameter, out var name) ? name : part.ToString());
        }

        return text.ToString();
    }
}
