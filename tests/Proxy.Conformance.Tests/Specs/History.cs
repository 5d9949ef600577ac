namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>
/// Checks that a history is linearizable, the order being the operation numbers in the answers: they are unique, they respect real time, and
/// played in that order on a plain model every operation gives the answer it gave. Then that order is a linearization, whoever wrote the numbers.
/// </summary>
internal static class History
{
    /// <summary>What is wrong with a history; <see langword="null"/> if nothing is.</summary>
    /// <param name="history">Every call that took effect, of all clients.</param>
    /// <param name="model">The plain object, as it was before.</param>
    /// <param name="answer">Does one operation on the model and gives its answer; compared with the real one by equality.</param>
    public static string? Violation<TModel>(IEnumerable<Operation> history, TModel model, Func<TModel, Operation, object?> answer)
    {
        var ordered = history.OrderBy(operation => operation.Version).ToArray();
        var latestBegin = 0L;
        for (var i = 0; i < ordered.Length; i++)
        {
            var operation = ordered[i];
            if (operation.Version <= 0 || (i > 0 && operation.Version == ordered[i - 1].Version))
            {
                return $"{operation} has no number of its own.";
            }

            if (operation.Ended < latestBegin)
            {
                return $"{operation} had ended when one before it in the order began.";
            }

            latestBegin = Math.Max(latestBegin, operation.Began);
            var expected = answer(model, operation);
            if (!Equals(expected, operation.Answer))
            {
                return $"{operation} does not follow from what was before it: {expected} was to be expected. Around it:\n{string.Join("\n", ordered.Skip(Math.Max(0, i - 6)).Take(12))}";
            }
        }

        return null;
    }
}
