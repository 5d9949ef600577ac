using Microsoft.CodeAnalysis;
using SharedObjects.Generator.Diagnostics;

namespace SharedObjects.Generator.Parsing;

/// <summary>Which members a managed interface may have.</summary>
internal static class MemberRules
{
    public static IEnumerable<Problem> Check(ISymbol member, Location location)
    {
        // Where the member is inherited from another assembly, its parameters have no place in this one's sources either.
        Location At(ISymbol part) => part.Locations.FirstOrDefault(static l => l.IsInSource) ?? location;

        if (Declaration(member) is { } unsupported)
        {
            return [new Problem(unsupported, location, unsupported == Descriptors.IndexerMember ? member.ContainingType.Name : member.Name)];
        }

        return member switch
        {
            IPropertySymbol property => Result(property.Type, property, property.RefKind, location),
            IMethodSymbol method =>
            [
                .. Result(method.ReturnType, method, method.RefKind, location),
                .. Tokens(method, location),
                .. method.TypeParameters.SelectMany(p => Erasure.ProblemsOf(p, At(p))),
                .. method.Parameters.SelectMany(p => Parameter(p, At(p))),
            ],
            _ => [],
        };
    }

    /// <summary>The rules for a parameter of a contract's method and of a worker target alike.</summary>
    public static IEnumerable<Problem> Parameter(IParameterSymbol parameter, Location location)
    {
        if (parameter.RefKind is not (RefKind.None or RefKind.In))
        {
            return [new Problem(Descriptors.PassedByReference, location, parameter.Name)];
        }

        return !parameter.Type.IsCancellationToken() && TypeRules.Check(parameter.Type, parameter, location) is { } problem ? [problem] : [];
    }

    public static IEnumerable<Problem> Tokens(IMethodSymbol method, Location location)
    {
        var at = method.Parameters.Select((p, i) => p.Type.IsCancellationToken() ? i : -1).Where(static i => i >= 0).ToArray();
        return at.Length == 0 || (at.Length == 1 && at[0] == method.Parameters.Length - 1)
            ? []
            : [new Problem(Descriptors.CancellationTokenNotLast, location, method.Name)];
    }

    private static DiagnosticDescriptor? Declaration(ISymbol member) => member switch
    {
        { IsStatic: true } => Descriptors.StaticAbstractMember,
        IEventSymbol => Descriptors.EventMember,
        { DeclaredAccessibility: not Accessibility.Public } => Descriptors.MemberNotPublic,
        IPropertySymbol { IsIndexer: true } => Descriptors.IndexerMember,
        IPropertySymbol { SetMethod: not null } or IPropertySymbol { GetMethod: null } => Descriptors.SettableProperty,
        _ when IsObsoleteAsError(member) => Descriptors.ObsoleteAsError,
        _ => null,
    };

    private static IEnumerable<Problem> Result(ITypeSymbol type, ISymbol member, RefKind kind, Location location)
    {
        if (kind != RefKind.None || member is IMethodSymbol { IsVararg: true })
        {
            return [new Problem(Descriptors.PassedByReference, location, member.Name)];
        }

        return ResultParser.Parse(type).Value is { } value && TypeRules.Check(value, member, location) is { } problem ? [problem] : [];
    }

    public static bool IsObsoleteAsError(ISymbol member) => member.GetAttributes().Any(static a =>
        a.AttributeClass?.Is("System.ObsoleteAttribute") == true && a.ConstructorArguments is [_, { Value: true }]);
}
