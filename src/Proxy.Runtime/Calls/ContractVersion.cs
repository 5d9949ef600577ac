namespace SharedObjects.Calls;

/// <summary>A contract as one build knows it.</summary>
/// <param name="Fingerprint">Changes with the members.</param>
/// <param name="Members">The members' stable names in their order; may be left out where the fingerprint is the reader's own.</param>
internal sealed record ContractVersion(ulong Fingerprint, IReadOnlyList<string> Members)
{
    public static ContractVersion Of(Contract contract) => new(contract.Fingerprint, contract.Members);
}
