namespace SharedObjects.Generator.Model;

/// <summary>A contract with the name of its files.</summary>
internal sealed record NamedContract(ContractModel Contract, string FileName);
