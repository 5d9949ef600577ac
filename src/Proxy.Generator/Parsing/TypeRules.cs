using Microsoft.CodeAnalysis;
using SharedObjects.Generator.Diagnostics;

namespace SharedObjects.Generator.Parsing;

/// <summary>Which types may be an argument or a result.</summary>
internal static class TypeRules
{
    /// <param name="type">The type.</param>
    /// <param name="owner">The parameter or member that has it.</param>
    /// <param name="location">Where to say so.</param>
    /// <returns>What is wrong with it; <see langword="null"/> if nothing is.</returns>
    public static Problem? Check(ITypeSymbol type, ISymbol owner, Location location)
    {
        var inside = Parts(type).ToArray();
        return inside.Any(static t => t.TypeKind == TypeKind.Delegate) ? new Problem(Descriptors.DelegateCannotTravel, location, owner.Name)
            : inside.Any(KnownTypes.IsAsyncStream) ? new Problem(Descriptors.AsyncStream, location, owner.Name)
            : inside.Any(static t => !CanTravel(t)) ? new Problem(Descriptors.TypeCannotTravel, location, owner.Name, type.ToDisplayString())
            : !CanBeErased(type) ? new Problem(Descriptors.TypeParameterInside, location, owner.Name, type.ToDisplayString())
            : null;
    }

    /// <summary>The type and all it is made of.</summary>
    private static IEnumerable<ITypeSymbol> Parts(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => [array, .. Parts(array.ElementType)],
        INamedTypeSymbol named => [named, .. TypeParameters.ArgumentsOf(named).SelectMany(Parts)],
        _ => [type],
    };

    private static bool CanTravel(ITypeSymbol type) =>
        !type.IsRefLikeType
        && type.TypeKind is not (TypeKind.Pointer or TypeKind.FunctionPointer or TypeKind.Dynamic)
        && type.SpecialType is not (SpecialType.System_Object or SpecialType.System_Void)
        && !type.IsCancellationToken() && !type.IsTask() && !type.IsValueTask();

    /// <summary>
    /// Whether every type parameter inside stands where a payload can. A managed interface is hosted closed over payloads itself, so
    /// it fits only if its type arguments are nothing but type parameters.
    /// </summary>
    private static bool CanBeErased(ITypeSymbol type) =>
        type is ITypeParameterSymbol
        || !TypeParameters.AreIn(type)
        || (CodecParser.PartsOf(type) is { } composed && composed.Parts.All(CanBeErased))
        || (type is INamedTypeSymbol named && named.IsManaged() && TypeParameters.ArgumentsOf(named).All(static a => a is ITypeParameterSymbol));
}
