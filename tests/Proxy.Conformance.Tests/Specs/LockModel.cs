namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>A plain lock: who has it, how often, and how many have had it.</summary>
internal sealed class LockModel
{
    private long owner;
    private int depth;
    private long token;

    /// <summary>Does one operation and gives its answer, or the name of its refusal. Leases are numbered by the manager.</summary>
    public object? Do(Operation operation)
    {
        if (operation.Name == Saving.Name)
        {
            // Whoever has it is lost to the restored one.
            return (token + 1, owner != 0);
        }

        if (operation.Name == "enter")
        {
            if (owner != 0 || operation.Answer is not ValueTuple<bool, long, long, bool> granted)
            {
                return (false, 0L, 0L, false);
            }

            (owner, depth) = (granted.Item2, 1);
            return (true, owner, ++token, false);
        }

        if (owner == 0 || owner != (long)operation.Argument!)
        {
            return nameof(LeaseNotHeldException);
        }

        depth += operation.Name == "reenter" ? 1 : -1;
        owner = depth == 0 ? 0 : owner;
        return true;
    }
}
