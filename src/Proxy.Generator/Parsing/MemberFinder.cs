using Microsoft.CodeAnalysis;

namespace SharedObjects.Generator.Parsing;

/// <summary>Finds the members that are called on the referent: all that have no body, inherited ones included, except what every proxy does by itself.</summary>
internal static class MemberFinder
{
    public static IEnumerable<ISymbol> Find(INamedTypeSymbol contract)
    {
        var interfaces = InterfacesOf(contract);
        var withBody = new HashSet<ISymbol>(interfaces.SelectMany(static i => i.GetMembers()).SelectMany(Implemented), SymbolEqualityComparer.Default);
        return interfaces.SelectMany(static i => i.GetMembers()).Where(m => IsAbstractMember(m) && !withBody.Contains(m));
    }

    /// <summary>Whether another interface has the same member with a body, which a public member of the proxy would replace.</summary>
    public static bool IsShadowed(ISymbol member, INamedTypeSymbol contract) =>
        InterfacesOf(contract).SelectMany(i => i.GetMembers(member.Name)).Any(other => !other.IsAbstract && !other.IsStatic && HaveSameParameters(member, other));

    private static INamedTypeSymbol[] InterfacesOf(INamedTypeSymbol contract) =>
        [contract, .. contract.AllInterfaces.Where(static i => !i.IsImplementedByEveryProxy())];

    private static bool HaveSameParameters(ISymbol left, ISymbol right) =>
        left is IMethodSymbol one && right is IMethodSymbol other
            ? one.Arity == other.Arity && one.Parameters.Select(static p => WireNames.OfType(p.Type)).SequenceEqual(other.Parameters.Select(static p => WireNames.OfType(p.Type)))
            : left.Kind == right.Kind;

    private static bool IsAbstractMember(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.UserDefinedOperator or MethodKind.Conversion } => member.IsAbstract,
        IPropertySymbol { ExplicitInterfaceImplementations.IsEmpty: true } or IEventSymbol { ExplicitInterfaceImplementations.IsEmpty: true } => member.IsAbstract,
        _ => false,
    };

    /// <summary>What an interface implements for one it extends.</summary>
    private static IEnumerable<ISymbol> Implemented(ISymbol member) => member switch
    {
        { IsAbstract: true } => [],
        IMethodSymbol method => method.ExplicitInterfaceImplementations,
        IPropertySymbol property => property.ExplicitInterfaceImplementations,
        IEventSymbol @event => @event.ExplicitInterfaceImplementations,
        _ => [],
    };
}
