namespace SharedObjects.Generator;

/// <summary>The tracked steps of the pipeline, for tests that ask what ran again.</summary>
internal static class StepNames
{
    public const string Contracts = nameof(Contracts);
    public const string NamedContracts = nameof(NamedContracts);
    public const string WorkerTargets = nameof(WorkerTargets);
    public const string Startups = nameof(Startups);
    public const string References = nameof(References);
    public const string Table = nameof(Table);
}
