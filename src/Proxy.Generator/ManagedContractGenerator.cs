using Microsoft.CodeAnalysis;
using SharedObjects.Generator.Discovery;
using SharedObjects.Generator.Emission;
using SharedObjects.Generator.Model;
using SharedObjects.Generator.Parsing;

namespace SharedObjects.Generator;

/// <summary>
/// For every interface marked [Managed] a proxy and a dispatcher, and for the assembly a table of them. What cannot be shared is left out;
/// <see cref="ManagedContractAnalyzer"/> says why.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ManagedContractGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var contracts = ContractDiscovery.Contracts(context);
        var names = contracts.Select(static (contract, _) => contract.Name).Collect().Select(static (all, _) => all.ToEquatableArray());
        var named = contracts.Combine(names)
            .Select(static (pair, _) => FileNames.Assign(pair.Left, pair.Right))
            .WithTrackingName(StepNames.NamedContracts);

        context.RegisterSourceOutput(named, static (output, named) =>
        {
            output.AddSource($"{named.FileName}.Proxy.g.cs", ProxyEmitter.Emit(named.Contract));
            output.AddSource($"{named.FileName}.Dispatcher.g.cs", DispatcherEmitter.Emit(named.Contract));
        });

        var table = contracts.Collect()
            .Combine(ContractDiscovery.WorkerTargets(context).Collect())
            .Combine(ContractDiscovery.Startups(context).Collect())
            .Combine(ContractDiscovery.ReferencedTables(context).Collect())
            .Combine(context.CompilationProvider.Select(static (compilation, _) => compilation.AssemblyName))
            .Select(static (parts, _) => TableParser.Parse(parts.Right, parts.Left.Left.Left.Left, parts.Left.Left.Left.Right, parts.Left.Left.Right, parts.Left.Right))
            .WithTrackingName(StepNames.Table);

        context.RegisterSourceOutput(table, static (output, table) =>
        {
            if (!table.IsEmpty)
            {
                output.AddSource(GeneratedFile.Table, TableEmitter.Emit(table));
            }
        });
    }
}
