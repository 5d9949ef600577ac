namespace SharedObjects.Generator.Model;

/// <summary>Everything one assembly brings.</summary>
/// <param name="Namespace">The table class's namespace.</param>
/// <param name="Name">The table class's name.</param>
/// <param name="Contracts">By name.</param>
/// <param name="WorkerTargets">By name.</param>
/// <param name="Startups">By name.</param>
/// <param name="References">The tables of referenced assemblies, qualified, by name.</param>
internal sealed record TableModel(
    string Namespace,
    string Name,
    EquatableArray<ContractModel> Contracts,
    EquatableArray<WorkerTargetModel> WorkerTargets,
    EquatableArray<StartupModel> Startups,
    EquatableArray<string> References)
{
    public bool IsEmpty => Contracts.Count + WorkerTargets.Count + Startups.Count + References.Count == 0;
}
