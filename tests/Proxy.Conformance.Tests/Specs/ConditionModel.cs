namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>A plain condition with its lock: who waits, and which waits the next notification says it has woken.</summary>
internal sealed class ConditionModel
{
    private readonly SortedDictionary<long, Operation> waits;
    private readonly List<long> woken = [];
    private readonly HashSet<long> released = [];
    private long lastReturn;

    /// <param name="waits">All waits there will be, by the fencing token each began under.</param>
    private ConditionModel(SortedDictionary<long, Operation> waits) => this.waits = waits;

    /// <summary>What is wrong with a history; <see langword="null"/> if nothing is.</summary>
    public static string? Violation(Operation[] history)
    {
        var done = history.Where(static operation => operation.Kind == OperationKind.Done).ToArray();
        var grants = done.Where(static operation => operation.Name is "enter" or "wait")
            .Select(GrantedBy)
            .Order()
            .ToArray();
        if (!grants.SequenceEqual(Enumerable.Range(1, grants.Length).Select(static token => (long)token)))
        {
            return $"Not every owner had a fencing token of its own: {string.Join(", ", grants)}.";
        }

        var model = new ConditionModel(new(done.Where(static operation => operation.Name == "wait").ToDictionary(TokenOf)));
        return History.Violation(history, model, static (model, operation) => model.Do(operation))
            ?? (model.woken.Count == 0 && model.waits.Count == 0 ? null : "Some were woken by nobody.");
    }

    /// <summary>What is wrong with states that were saved meanwhile: the fencing token in each must be the last there was at some moment then.</summary>
    public static string? Violation(Operation[] history, Operation[] saved)
    {
        var grants = history.Where(static operation => operation.Kind == OperationKind.Done && operation.Name is ("enter" or "wait")).ToArray();
        return saved.FirstOrDefault(state =>
            grants.Any(grant => grant.Ended < state.Began && GrantedBy(grant) > (long)state.Answer!)
            || grants.Any(grant => grant.Began > state.Ended && GrantedBy(grant) <= (long)state.Answer!)) is { } wrong
            ? $"{wrong} was not the last token then."
            : null;
    }

    private static long GrantedBy(Operation operation) => operation.Answer is long token ? token : (((bool, long, long Token, bool))operation.Answer!).Token;

    private static long TokenOf(Operation operation) => (((long, long Token, int))operation.Argument!).Token;

    private object? Do(Operation operation)
    {
        var (lease, token, count) = ((long, long, int))operation.Argument!;
        if (operation.Name == "wait" && operation.Kind == OperationKind.Done)
        {
            // Its number is the moment it was woken; the notification that did it has a number right behind.
            woken.Add(token);
            return released.Contains(lease) ? nameof(LeaseNotHeldException) : operation.Answer;
        }

        if (operation.Name == "notify" && count <= 0)
        {
            return nameof(ArgumentOutOfRangeException);
        }

        if (operation.Name != "enter" && released.Contains(lease))
        {
            return nameof(LeaseNotHeldException);
        }

        if (operation.Kind != OperationKind.Done)
        {
            return "a lease that is held";
        }

        if (operation.Name != "notify")
        {
            _ = operation.Name == "release" && released.Add(lease);
            return woken.Count > 0 ? "nothing between those who wake and who woke them" : operation.Answer;
        }

        // Whoever began to wait did so under an earlier token than the one who notifies has.
        var expected = waits.Keys.TakeWhile(waiting => waiting < token).Take(count).ToArray();
        if (!expected.SequenceEqual(woken))
        {
            return $"to have woken those under {string.Join(", ", expected)} and not {string.Join(", ", woken)}";
        }

        foreach (var waiting in expected)
        {
            // They have the lock again in the order in which they were woken.
            if (!waits.Remove(waiting, out var wait) || (long)wait.Answer! < lastReturn)
            {
                return $"to have let {waiting} return before";
            }

            lastReturn = (long)wait.Answer!;
        }

        woken.Clear();
        return expected.Length;
    }
}
