using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using SharedObjects.Generator.Diagnostics;
using SharedObjects.Generator.Parsing;

namespace SharedObjects.Generator;

/// <summary>Reports what keeps <see cref="ManagedContractGenerator"/> from generating: the same parser, its other half.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ManagedContractAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(AnalyzeType, SymbolKind.NamedType);
        context.RegisterSymbolAction(AnalyzeMethod, SymbolKind.Method);
        context.RegisterOperationAction(AnalyzeInvocation, OperationKind.Invocation);
    }

    private static void AnalyzeType(SymbolAnalysisContext context)
    {
        Report(((ITypeSymbol)context.Symbol).IsManaged() ? ContractParser.Parse(context.Symbol, context.CancellationToken).Problems : [], context.ReportDiagnostic);
        Report(StartupParser.Parse(context.Symbol)?.Problems ?? [], context.ReportDiagnostic);
    }

    private static void AnalyzeMethod(SymbolAnalysisContext context)
    {
        if (context.Symbol.HasAttribute(KnownTypes.WorkerTargetAttribute))
        {
            Report(WorkerTargetParser.Parse(context.Symbol).Problems, context.ReportDiagnostic);
        }
    }

    private static void AnalyzeInvocation(OperationAnalysisContext context)
    {
        if (WorkerStartRules.Check((IInvocationOperation)context.Operation) is { } problem)
        {
            context.ReportDiagnostic(problem.ToDiagnostic());
        }
    }

    private static void Report(ImmutableArray<Problem> problems, Action<Diagnostic> report)
    {
        foreach (var problem in problems)
        {
            report(problem.ToDiagnostic());
        }
    }
}
