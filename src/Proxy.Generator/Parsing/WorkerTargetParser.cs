using Microsoft.CodeAnalysis;
using SharedObjects.Generator.Diagnostics;
using SharedObjects.Generator.Model;

namespace SharedObjects.Generator.Parsing;

/// <summary>Turns a method marked [WorkerTarget] into its model, or into all that is wrong with it.</summary>
internal static class WorkerTargetParser
{
    public static ParseResult<WorkerTargetModel> Parse(ISymbol symbol)
    {
        var method = (IMethodSymbol)symbol;
        var (shape, value) = ResultParser.Parse(method.ReturnType);
        var location = method.Locations[0];
        Problem[] problems =
        [
            .. Declaration(method).Select(d => new Problem(d, location, method.Name)),
            .. IsStartable(shape, value) && method.RefKind == RefKind.None
                ? Array.Empty<Problem>()
                : [new Problem(Descriptors.WorkerTargetResult, location, method.Name, method.ReturnType.ToDisplayString())],
            .. MemberRules.Tokens(method, location),
            .. method.Parameters.SelectMany(static p => MemberRules.Parameter(p, p.Locations[0])),
            .. HasTwin(method) ? [new Problem(Descriptors.WorkerTargetsCollide, location, NameOf(method))] : Array.Empty<Problem>(),
        ];
        return problems.Length > 0
            ? ParseResult<WorkerTargetModel>.Failed(problems)
            : ParseResult<WorkerTargetModel>.Of(new WorkerTargetModel(
                NameOf(method),
                $"{TypeNames.Plain.OfBare(method.ContainingType)}.{TypeNames.Escape(method.Name)}",
                Arguments(method).Select(static p => CodecParser.Inline(p.Type)).ToEquatableArray(),
                method.Parameters.Any(static p => p.Type.IsCancellationToken()),
                shape));
    }

    /// <summary>Whether the table lists a method; a local function is in no table.</summary>
    public static bool IsWorkerTarget(IMethodSymbol method) =>
        method is { IsStatic: true, MethodKind: MethodKind.Ordinary } && method.HasAttribute(KnownTypes.WorkerTargetAttribute);

    /// <summary>What WorkerProcess.Start has an overload for.</summary>
    private static bool IsStartable(ResultShape shape, ITypeSymbol? value) =>
        shape is ResultShape.Void or ResultShape.Task || (shape is ResultShape.TaskOfValue && value!.SpecialType == SpecialType.System_Int32);

    private static IEnumerable<DiagnosticDescriptor> Declaration(IMethodSymbol method)
    {
        if (!method.IsStatic)
        {
            yield return Descriptors.WorkerTargetNotStatic;
        }

        if (method.IsGenericMethod || TypeParameters.CountOf(method.ContainingType) > 0)
        {
            yield return Descriptors.WorkerTargetGeneric;
        }

        if (!Accessibilities.IsVisibleInAssembly(method))
        {
            yield return Descriptors.WorkerTargetNotAccessible;
        }

        if (MemberRules.IsObsoleteAsError(method))
        {
            yield return Descriptors.ObsoleteAsError;
        }
    }

    private static bool HasTwin(IMethodSymbol method) => method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().Any(other =>
        !SymbolEqualityComparer.Default.Equals(other, method)
        && other.HasAttribute(KnownTypes.WorkerTargetAttribute)
        && Arguments(other).Count() == Arguments(method).Count());

    private static IEnumerable<IParameterSymbol> Arguments(IMethodSymbol method) => method.Parameters.Where(static p => !p.Type.IsCancellationToken());

    private static string NameOf(IMethodSymbol method) =>
        $"{WireNames.OfDefinition(method.ContainingType)}.{method.Name}/{Arguments(method).Count()}";
}
