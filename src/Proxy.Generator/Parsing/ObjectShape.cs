using Microsoft.CodeAnalysis;

namespace SharedObjects.Generator.Parsing;

/// <summary>How an object is taken apart and made again: by a constructor that takes its properties, and by setting the others.</summary>
internal sealed class ObjectShape
{
    private ObjectShape(IReadOnlyList<ISymbol> parts, IReadOnlyList<int> arguments, IReadOnlyList<int> initialized) =>
        (Parts, Arguments, Initialized) = (parts, arguments, initialized);

    /// <summary>The properties and fields, each sent under its name.</summary>
    public IReadOnlyList<ISymbol> Parts { get; }

    /// <summary>Which of the parts the constructor takes, in the order of its parameters.</summary>
    public IReadOnlyList<int> Arguments { get; }

    /// <summary>Which of the parts are set after it.</summary>
    public IReadOnlyList<int> Initialized { get; }

    /// <returns>The shape, or why there is none.</returns>
    public static (ObjectShape? Shape, string? Reason) Of(INamedTypeSymbol type)
    {
        if (Unfit(type) is { } unfit)
        {
            return (null, unfit);
        }

        ISymbol[] readable = [.. MembersOf(type).Where(IsReadable)];
        if (ConstructorOf(type, readable) is not { } constructor)
        {
            return (null, "it has no public constructor that takes nothing but its properties");
        }

        ISymbol[] taken = [.. constructor.Parameters.Select(p => Matching(p, readable)!)];
        ISymbol[] parts = [.. readable.Where(m => taken.Contains(m, SymbolEqualityComparer.Default) || IsSettable(m))];
        if (readable.Except(parts, SymbolEqualityComparer.Default).FirstOrDefault(HasStateOfItsOwn) is { } lost)
        {
            return (null, $"'{lost.Name}' can be read but not given back by a constructor or a setter");
        }

        var requires = !constructor.GetAttributes().Any(static a => a.AttributeClass?.Is("System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute") == true);
        return parts.Length == 0 ? (null, "it has no public properties that could be sent") : (new ObjectShape(
            parts,
            [.. taken.Select(m => Array.IndexOf(parts, m))],
            [.. Enumerable.Range(0, parts.Length).Where(i => !taken.Contains(parts[i], SymbolEqualityComparer.Default) || (requires && IsRequired(parts[i])))]), null);
    }

    public static ITypeSymbol TypeOf(ISymbol part) => part is IPropertySymbol property ? property.Type : ((IFieldSymbol)part).Type;

    private static string? Unfit(INamedTypeSymbol type) =>
        type is not { TypeKind: TypeKind.Class or TypeKind.Struct, IsRefLikeType: false } || IsOfFramework(type) ? "it is none of the types whose parts are known"
        : type.IsAbstract ? "it is abstract"
        : type.AllInterfaces.Any(static i => i.Is("System.Collections.IEnumerable")) ? "it is a collection of its own kind"
        : MembersOf(type).Any(static m => m is IPropertySymbol { IsIndexer: true }) ? "it has an indexer, which does not say what is inside"
        : null;

    /// <summary>What the framework's types show is seldom all they are: a queue's capacity can be read and given back, and its items are gone.</summary>
    private static bool IsOfFramework(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space is { IsGlobalNamespace: false, Name: "System" };
    }

    /// <summary>The public instance properties and fields, inherited ones included; what hides another stands for it.</summary>
    private static IEnumerable<ISymbol> MembersOf(INamedTypeSymbol type)
    {
        var names = new HashSet<string>();
        for (var current = type; current is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) }; current = current.BaseType)
        {
            foreach (var member in current.GetMembers().Where(static m => m is IPropertySymbol or IFieldSymbol && !m.IsStatic && m.DeclaredAccessibility == Accessibility.Public))
            {
                if (names.Add(member.Name))
                {
                    yield return member;
                }
            }
        }
    }

    private static bool IsReadable(ISymbol member) => !MemberRules.IsObsoleteAsError(member)
        && (member is IFieldSymbol or IPropertySymbol { GetMethod.DeclaredAccessibility: Accessibility.Public, RefKind: RefKind.None });

    private static bool IsSettable(ISymbol member) =>
        member is IFieldSymbol { IsReadOnly: false } or IPropertySymbol { SetMethod.DeclaredAccessibility: Accessibility.Public };

    private static bool IsRequired(ISymbol member) => member is IFieldSymbol { IsRequired: true } or IPropertySymbol { IsRequired: true };

    /// <summary>What is computed from other parts need not travel; of a type that is only referenced it cannot be seen, so there the type parameter decides.</summary>
    private static bool HasStateOfItsOwn(ISymbol member) => member is not IPropertySymbol property
        || (property.Locations.Any(static l => l.IsInSource)
            ? property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(f => SymbolEqualityComparer.Default.Equals(f.AssociatedSymbol, property))
            : TypeParameters.AreIn(property.Type));

    private static IMethodSymbol? ConstructorOf(INamedTypeSymbol type, ISymbol[] readable) => type.InstanceConstructors
        .Where(c => c.DeclaredAccessibility == Accessibility.Public && !MemberRules.IsObsoleteAsError(c) && c.Parameters.All(p => Matching(p, readable) is not null))
        .OrderByDescending(static c => c.Parameters.Length)
        .FirstOrDefault();

    private static ISymbol? Matching(IParameterSymbol parameter, ISymbol[] readable) => parameter.RefKind is RefKind.None or RefKind.In
        ? Array.Find(readable, m => string.Equals(m.Name, parameter.Name, StringComparison.OrdinalIgnoreCase) && SymbolEqualityComparer.Default.Equals(TypeOf(m), parameter.Type))
        : null;
}
