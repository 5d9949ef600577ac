using SharedObjects.Calls;

namespace SharedObjects.Client;

/// <summary>A contract's members as a manager of another build numbers them.</summary>
internal sealed class MemberTable(IReadOnlyList<string> members)
{
    /// <exception cref="ContractMismatchException">The manager's build has no such member.</exception>
    public int NumberOf(Contract contract, int member)
    {
        var name = contract.Members[member];
        for (var i = 0; i < members.Count; i++)
        {
            if (members[i] == name)
            {
                return i;
            }
        }

        throw new ContractMismatchException(contract.Name, $"The manager was built with another version of {contract.Name}, which has no member {name}. Build both sides from the same contract.");
    }
}
