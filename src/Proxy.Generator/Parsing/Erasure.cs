using Microsoft.CodeAnalysis;
using SharedObjects.Generator.Diagnostics;

namespace SharedObjects.Generator.Parsing;

/// <summary>What a manager puts in place of a type parameter, and which constraints that meets.</summary>
internal static class Erasure
{
    public static string StandIn(ITypeParameterSymbol parameter) =>
        parameter.HasReferenceTypeConstraint ? "global::SharedObjects.PayloadObject" : "global::SharedObjects.Payload";

    public static string Arguments(IEnumerable<ITypeParameterSymbol> parameters) => List(parameters.Select(StandIn));

    /// <summary>As <c>&lt;A, B&gt;</c>; empty for none.</summary>
    public static string List(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } list ? $"<{list}>" : "";

    public static IEnumerable<Problem> ProblemsOf(ITypeParameterSymbol parameter, Location location)
    {
        var unmet = parameter.HasUnmanagedTypeConstraint ? "unmanaged"
            : parameter.AllowsRefLikeType ? "allows ref struct"
            : parameter is { HasConstructorConstraint: true, HasReferenceTypeConstraint: true } ? "new() together with class"
            : parameter.ConstraintTypes.FirstOrDefault(c => !IsEquatableOf(c, parameter))?.ToDisplayString();
        return unmet is null ? [] : [new Problem(Descriptors.ConstraintCannotBeErased, location, parameter.Name, unmet)];
    }

    /// <summary>The clause a class or a public method has to repeat; with what the parser lets through, nothing else can occur.</summary>
    public static string Constraints(ITypeParameterSymbol parameter, TypeNames names)
    {
        var parts = new List<string>();
        if (parameter.HasValueTypeConstraint)
        {
            parts.Add("struct");
        }
        else if (parameter.HasReferenceTypeConstraint)
        {
            parts.Add(parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated ? "class?" : "class");
        }
        else if (parameter.HasNotNullConstraint)
        {
            parts.Add("notnull");
        }

        parts.AddRange(parameter.ConstraintTypes.Select(names.Of));
        if (parameter.HasConstructorConstraint && !parameter.HasValueTypeConstraint)
        {
            parts.Add("new()");
        }

        return parts.Count == 0 ? "" : $" where {names.OfParameter(parameter)} : {string.Join(", ", parts)}";
    }

    /// <summary>An explicit implementation inherits its constraints, and says only what makes T? mean the same.</summary>
    public static string ExplicitConstraints(ITypeParameterSymbol parameter, TypeNames names) =>
        $" where {names.OfParameter(parameter)} : {(parameter.HasValueTypeConstraint ? "struct" : parameter.HasReferenceTypeConstraint ? "class" : "default")}";

    private static bool IsEquatableOf(ITypeSymbol constraint, ITypeParameterSymbol parameter) =>
        constraint is INamedTypeSymbol { TypeArguments: [var argument] } && constraint.Is("System.IEquatable`1")
        && SymbolEqualityComparer.Default.Equals(argument, parameter);
}
