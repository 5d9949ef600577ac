using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SharedObjects.Generator.Model;
using SharedObjects.Generator.Parsing;

namespace SharedObjects.Generator.Discovery;

/// <summary>Finds what is marked or derived in the sources.</summary>
internal static class ContractDiscovery
{
    public static IncrementalValuesProvider<ContractModel> Contracts(IncrementalGeneratorInitializationContext context) => context.SyntaxProvider
        .ForAttributeWithMetadataName(
            KnownTypes.ManagedAttribute,
            static (node, _) => node is InterfaceDeclarationSyntax,
            static (found, cancellationToken) => found.TargetSymbol.HasAttribute(KnownTypes.ManagedAttribute) ? ContractParser.Parse(found.TargetSymbol, cancellationToken).Model : null)
        .WithTrackingName(StepNames.Contracts)
        .Where(static model => model is not null)
        .Select(static (model, _) => model!);

    public static IncrementalValuesProvider<WorkerTargetModel> WorkerTargets(IncrementalGeneratorInitializationContext context) => context.SyntaxProvider
        .ForAttributeWithMetadataName(
            KnownTypes.WorkerTargetAttribute,
            static (node, _) => node is MethodDeclarationSyntax,
            static (found, _) => found.TargetSymbol.HasAttribute(KnownTypes.WorkerTargetAttribute) ? WorkerTargetParser.Parse(found.TargetSymbol).Model : null)
        .WithTrackingName(StepNames.WorkerTargets)
        .Where(static model => model is not null)
        .Select(static (model, _) => model!);

    public static IncrementalValuesProvider<StartupModel> Startups(IncrementalGeneratorInitializationContext context) => context.SyntaxProvider
        .CreateSyntaxProvider(
            static (node, _) => node is TypeDeclarationSyntax { BaseList: not null } and not InterfaceDeclarationSyntax,
            static (found, cancellationToken) => StartupParser.Parse(found.SemanticModel.GetDeclaredSymbol(found.Node, cancellationToken))?.Model)
        .WithTrackingName(StepNames.Startups)
        .Where(static model => model is not null)
        .Select(static (model, _) => model!);

    public static IncrementalValuesProvider<string> ReferencedTables(IncrementalGeneratorInitializationContext context) => context.MetadataReferencesProvider
        .Select(static (reference, _) => ReferencedTableReader.Read(reference))
        .WithTrackingName(StepNames.References)
        .Where(static table => table is not null)
        .Select(static (table, _) => table!);
}
