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
        var inside = Erasability.Inside(type).ToArray();
        return inside.Any(static t => t.TypeKind == TypeKind.Delegate) ? new Problem(Descriptors.DelegateCannotTravel, location, owner.Name)
            : inside.Any(KnownTypes.IsAsyncStream) ? new Problem(Descriptors.AsyncStream, location, owner.Name)
            : inside.Any(static t => !CanTravel(t)) ? new Problem(Descriptors.TypeCannotTravel, location, owner.Name, type.ToDisplayString())
            : Erasability.WhyNot(type) is { } reason ? new Problem(Descriptors.TypeParameterInside, location, owner.Name, type.ToDisplayString(), reason)
            : null;
    }

    private static bool CanTravel(ITypeSymbol type) =>
        !type.IsRefLikeType
        && type.TypeKind is not (TypeKind.Pointer or TypeKind.FunctionPointer or TypeKind.Dynamic)
        && type.SpecialType is not (SpecialType.System_Object or SpecialType.System_Void)
        && !type.IsCancellationToken() && !type.IsTask() && !type.IsValueTask();
}
