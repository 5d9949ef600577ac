namespace SharedObjects.Generator.Model;

/// <summary>
/// Names of generated files. A compiler takes names that differ in case only for the same, though they are two contracts; the ones behind the first
/// are numbered, in ordinal order.
/// </summary>
internal static class FileNames
{
    public static NamedContract Assign(ContractModel contract, EquatableArray<string> all)
    {
        var before = all.Count(other =>
            string.Equals(other, contract.Name, StringComparison.OrdinalIgnoreCase) && string.CompareOrdinal(other, contract.Name) < 0);
        return new NamedContract(contract, contract.Name.Replace('`', '-').Replace('+', '.') + (before > 0 ? $"_{before + 1}" : ""));
    }
}
