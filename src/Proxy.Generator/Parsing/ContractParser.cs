using Microsoft.CodeAnalysis;
using SharedObjects.Generator.Diagnostics;
using SharedObjects.Generator.Model;

namespace SharedObjects.Generator.Parsing;

/// <summary>Turns a managed interface into its model, or into all that is wrong with it.</summary>
internal static class ContractParser
{
    public static ParseResult<ContractModel> Parse(ISymbol symbol, CancellationToken cancellationToken)
    {
        var contract = (INamedTypeSymbol)symbol;
        if (!Accessibilities.IsVisibleInAssembly(contract))
        {
            return ParseResult<ContractModel>.Failed([new Problem(Descriptors.ContractNotAccessible, contract.Locations[0], contract.Name)]);
        }

        var members = MemberFinder.Find(contract).OrderBy(WireNames.OfMember, StringComparer.Ordinal).ToArray();
        cancellationToken.ThrowIfCancellationRequested();
        Problem[] problems =
        [
            .. TypeParameters.Of(contract).SelectMany(p => Erasure.ProblemsOf(p, p.Locations[0])),
            .. members.SelectMany(m => MemberRules.Check(m, LocationOf(m, contract))),
            .. Collisions(members, contract),
        ];
        return problems.Length == 0 ? ParseResult<ContractModel>.Of(Model(contract, members)) : ParseResult<ContractModel>.Failed(problems);
    }

    private static ContractModel Model(INamedTypeSymbol contract, ISymbol[] members)
    {
        ITypeParameterSymbol[] own = [.. TypeParameters.Of(contract)];
        var names = TypeNames.ForProxy(own, members.OfType<IMethodSymbol>().SelectMany(static m => m.TypeParameters));
        var generated = GeneratedIdentifiers.Of(contract);
        var codecs = new CodecParser(names, names.ForDispatcher(), TakenNames(members, names, generated));
        var parser = new MemberParser(names, codecs, Clashes(contract, members, names, generated));
        var models = members.Select(parser.Parse).ToEquatableArray();
        var name = WireNames.OfDefinition(contract);
        return new ContractModel(
            name,
            Fingerprint.Of([name, .. members.Select(Signature)]),
            generated,
            names.Of(contract),
            TypeNames.OfDefinition(contract),
            Erasure.List(own.Select(names.OfParameter)),
            own.Length == 0 ? "" : $"<{new string(',', own.Length - 1)}>",
            Erasure.Arguments(own),
            string.Concat(own.Select(p => Erasure.Constraints(p, names))),
            TurnsOf(contract),
            contract.HasAttribute(KnownTypes.InlineAttribute),
            codecs.Fields,
            models);
    }

    /// <summary>What a caller and a host have to agree on. Whether a member is awaited is each side's own affair.</summary>
    private static string Signature(ISymbol member)
    {
        var type = member is IPropertySymbol property ? property.Type : ((IMethodSymbol)member).ReturnType;
        var (shape, value) = ResultParser.Parse(type);
        value = shape == ResultShape.Stream ? type : value;
        return $"{WireNames.OfMember(member)}:{(value is null ? "" : WireNames.OfType(value))}";
    }

    private static IEnumerable<Problem> Collisions(ISymbol[] members, INamedTypeSymbol contract) =>
        from same in members.GroupBy(WireNames.OfMember, StringComparer.Ordinal)
        from member in same.Skip(1)
        select new Problem(Descriptors.MembersCollide, LocationOf(member, contract), member.Name, same.Key);

    private static HashSet<string> TakenNames(ISymbol[] members, TypeNames names, GeneratedNames generated) =>
    [
        .. GeneratedIdentifiers.OfManagedProxy,
        .. GeneratedIdentifiers.OfDispatcher,
        generated.Proxy,
        generated.Dispatcher,
        .. names.OfTypeParameters,
        .. members.Select(static m => m.Name),
        .. members.OfType<IMethodSymbol>().SelectMany(static m => m.Parameters).Select(static p => p.Name),
    ];

    /// <summary>A public member of a proxy must not hide what its base class has, nor share its name with anything but overloads.</summary>
    private static Func<ISymbol, bool> Clashes(INamedTypeSymbol contract, ISymbol[] members, TypeNames names, GeneratedNames generated)
    {
        HashSet<string> hostile =
        [
            .. GeneratedIdentifiers.OfManagedProxy,
            generated.Proxy,
            .. names.OfTypeParameters,
            .. members.GroupBy(static m => m.Name).Where(static g => g.Count() > 1 && g.Any(static m => m is IPropertySymbol)).Select(static g => g.Key),
        ];
        return member => hostile.Contains(member.Name) || MemberFinder.IsShadowed(member, contract);
    }

    private static string TurnsOf(INamedTypeSymbol contract)
    {
        var attribute = contract.GetAttributes().First(static a => a.AttributeClass?.Is(KnownTypes.ManagedAttribute) == true);
        var turns = attribute.NamedArguments.FirstOrDefault(static a => a.Key == "Turns").Value;
        return (turns.Type as INamedTypeSymbol)?.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => Equals(f.ConstantValue, turns.Value))?.Name ?? "Interleaving";
    }

    /// <summary>The member, or the contract where it is inherited from another assembly.</summary>
    private static Location LocationOf(ISymbol member, INamedTypeSymbol contract) =>
        member.Locations.FirstOrDefault(static l => l.IsInSource) ?? contract.Locations[0];
}
