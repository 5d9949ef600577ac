using SharedObjects.Generator.Model;

namespace SharedObjects.Generator.Parsing;

/// <summary>Puts together what an assembly brings, in an order that does not depend on that of its files.</summary>
internal static class TableParser
{
    private static readonly string BuiltIn = $"global::{GeneratedIdentifiers.TableNamespace}.{GeneratedIdentifiers.TableOf("SharedObjects")}";

    public static TableModel Parse(
        string? assembly,
        IEnumerable<ContractModel> contracts,
        IEnumerable<WorkerTargetModel> targets,
        IEnumerable<StartupModel> startups,
        IEnumerable<string> references)
    {
        var table = new TableModel(
            GeneratedIdentifiers.TableNamespace,
            GeneratedIdentifiers.TableOf(assembly),
            contracts.OrderBy(static c => c.Name, StringComparer.Ordinal).ToEquatableArray(),
            targets.OrderBy(static t => t.Name, StringComparer.Ordinal).ToEquatableArray(),
            startups.Distinct().OrderBy(static s => s.Name, StringComparer.Ordinal).ToEquatableArray(),
            references.Distinct().OrderBy(static r => r, StringComparer.Ordinal).ToEquatableArray());

        // An assembly that uses the built-in kinds and brings nothing itself needs no table to say so: every process knows those.
        return table is { Contracts.Count: 0, WorkerTargets.Count: 0, Startups.Count: 0 } && table.References.All(static r => r == BuiltIn)
            ? table with { References = default }
            : table;
    }
}
