using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SharedObjects.Generator.Diagnostics;

namespace SharedObjects.Generator.Parsing;

/// <summary>What may be passed to <c>WorkerProcess.Start</c>: a method the child finds in its table. A delegate in a variable cannot be judged here.</summary>
internal static class WorkerStartRules
{
    public static Problem? Check(IInvocationOperation invocation)
    {
        if (invocation.TargetMethod is not { Name: "Start", IsStatic: true, Parameters: [{ Type.TypeKind: TypeKind.Delegate }, ..] } start
            || !start.ContainingType.Is(KnownTypes.WorkerProcess))
        {
            return null;
        }

        var target = invocation.Arguments.First(static a => a.Parameter?.Ordinal == 0).Value;
        return WithoutConversions(target) switch
        {
            IMethodReferenceOperation { Method: var method } when !WorkerTargetParser.IsWorkerTarget(method) =>
                new Problem(Descriptors.NotAWorkerTarget, target.Syntax.GetLocation(), method.Name),
            IAnonymousFunctionOperation => new Problem(Descriptors.LambdaAsWorkerTarget, target.Syntax.GetLocation()),
            _ => null,
        };
    }

    private static IOperation WithoutConversions(IOperation operation) => operation switch
    {
        IConversionOperation conversion => WithoutConversions(conversion.Operand),
        IDelegateCreationOperation creation => WithoutConversions(creation.Target),
        IParenthesizedOperation parenthesized => WithoutConversions(parenthesized.Operand),
        _ => operation,
    };
}
