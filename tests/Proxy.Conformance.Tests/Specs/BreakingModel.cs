namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>A barrier as far as its answers tell: all that pass in a phase do so together, and nobody passes or waits while it is broken.</summary>
/// <param name="participants">How many pass together.</param>
internal sealed class BreakingModel(int participants)
{
    private readonly HashSet<long> members = [];
    private bool isBroken;
    private bool wasReset;
    private int passing;

    public object? Do(Operation operation)
    {
        if (operation.Name == Saving.Name)
        {
            // To the restored one whoever has arrived or joined is lost, and it is broken; who has arrived is not numbered.
            return passing % participants == 0 ? ((long)passing / participants, isBroken || members.Count > 0 || operation.Answer is (long, true)) : null;
        }

        if (operation.Name == "arrive" && operation.Kind != OperationKind.Done)
        {
            return isBroken || wasReset ? nameof(BrokenBarrierException) : "nobody to refuse";
        }

        wasReset = operation.Name == "reset";
        if (operation.Name == "arrive")
        {
            return isBroken ? nameof(BrokenBarrierException) : passing++ % participants;
        }

        if (passing % participants != 0)
        {
            return "nothing in the middle of a phase";
        }

        switch (operation.Name)
        {
            case "enrol":
                return members.Count == participants ? nameof(InvalidOperationException) : operation.Answer is long member && members.Add(member) ? member : 0L;
            case "leave":
                return members.Remove((long)operation.Argument!) ? true : nameof(LeaseNotHeldException);
            case "is broken":
                return isBroken;
            default:
                isBroken = operation.Name == "break";
                return true;
        }
    }
}
