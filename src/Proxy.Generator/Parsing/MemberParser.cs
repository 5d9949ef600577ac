using Microsoft.CodeAnalysis;
using SharedObjects.Generator.Model;

namespace SharedObjects.Generator.Parsing;

/// <summary>Turns a member that <see cref="MemberRules"/> has let pass into its model.</summary>
/// <param name="names">Names of types in the proxy.</param>
/// <param name="codecs">Composes codecs.</param>
/// <param name="mustBeExplicit">Whether a public member of that name would clash with something in the proxy.</param>
internal sealed class MemberParser(TypeNames names, CodecParser codecs, Func<ISymbol, bool> mustBeExplicit)
{
    public MemberModel Parse(ISymbol member) => member switch
    {
        IPropertySymbol property => Parse(property, property.Type, [], []),
        IMethodSymbol method => Parse(method, method.ReturnType, method.TypeParameters, method.Parameters),
        _ => throw new ArgumentException($"A {member.Kind} has no model.", nameof(member)),
    };

    private MemberModel Parse(
        ISymbol member,
        ITypeSymbol type,
        IReadOnlyList<ITypeParameterSymbol> typeParameters,
        IReadOnlyList<IParameterSymbol> parameters)
    {
        var isExplicit = mustBeExplicit(member);
        var (shape, value) = ResultParser.Parse(type);
        HashSet<string> taken = [.. GeneratedIdentifiers.OfManagedProxy, .. typeParameters.Select(names.OfParameter)];
        return new MemberModel(
            WireNames.OfMember(member),
            TypeNames.Escape(member.Name),
            member is IPropertySymbol,
            isExplicit ? names.Of(member.ContainingType) : null,
            Erasure.List(typeParameters.Select(names.OfParameter)),
            Erasure.Arguments(typeParameters),
            string.Concat(typeParameters.Select(p => isExplicit ? Erasure.ExplicitConstraints(p, names) : Erasure.Constraints(p, names))),
            new ResultModel(shape, names.Of(type), value is null ? null : codecs.Parse(value)),
            parameters.Select(p => Parse(p, taken)).ToEquatableArray());
    }

    private ParameterModel Parse(IParameterSymbol parameter, HashSet<string> taken) => new(
        parameter.Name,
        GeneratedIdentifiers.Claim(parameter.Name, taken),
        (parameter.RefKind == RefKind.In ? "in " : "") + names.Of(parameter.Type),
        parameter.Type.IsCancellationToken() ? null : codecs.Parse(parameter.Type));
}
