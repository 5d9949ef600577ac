namespace SharedObjects.Calls;

/// <summary>Everything one assembly brings: generated, and found by one assembly attribute, so that nothing is scanned.</summary>
public abstract class ContractTable
{
    /// <summary>The assembly's managed interfaces, by name.</summary>
    public virtual IReadOnlyList<Contract> Contracts => [];

    /// <summary>The assembly's worker targets, by name.</summary>
    public virtual IReadOnlyList<WorkerTarget> WorkerTargets => [];

    /// <summary>The assembly's manager startups.</summary>
    public virtual IReadOnlyList<ManagerStartup> Startups => [];

    /// <summary>The tables of the assemblies this one refers to.</summary>
    public virtual IReadOnlyList<ContractTable> References => [];
}
