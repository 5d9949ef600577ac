namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>
/// Checks that a history is linearizable, the order being the operation numbers in the answers: they are unique, they respect real time, and
/// played in that order on a plain model every operation gives the answer it gave, and every refusal the refusal. Then that order is a linearization,
/// whoever wrote the numbers. A refusal comes after the operation whose number it has, and before the next.
/// </summary>
internal static class History
{
    /// <summary>What is wrong with a history; <see langword="null"/> if nothing is.</summary>
    /// <param name="history">Every call of all clients that was answered or refused. None waited before it was refused.</param>
    /// <param name="model">The plain object, as it was before.</param>
    /// <param name="answer">Does one operation on the model and gives its answer, or the name of its refusal; compared with the real one by equality.</param>
    public static string? Violation<TModel>(IEnumerable<Operation> history, TModel model, Func<TModel, Operation, object?> answer)
    {
        var ordered = history.OrderBy(operation => operation.Version).ThenBy(operation => operation.Kind).ThenBy(operation => operation.Began).ToArray();
        return Disorder(ordered) ?? Difference(ordered, model, answer);
    }

    /// <summary>As the other; calls may have waited before they were refused, never have got as far as the object, or only seen it.</summary>
    /// <param name="history">Every call of all clients that was answered or refused.</param>
    /// <param name="make">Makes the plain object, as it was before.</param>
    /// <param name="answer">Does one operation on the model and gives its answer, or the name of its refusal; compared with the real one by equality.</param>
    public static string? Violation<TModel>(IEnumerable<Operation> history, Func<TModel> make, Func<TModel, Operation, object?> answer)
    {
        var isPlaced = history.ToLookup(static operation => operation.Kind == OperationKind.Done || (operation.Kind == OperationKind.Refused && operation.Version > 0));
        if (Violation(isPlaced[true], make(), answer) is { } violation)
        {
            return violation;
        }

        var done = isPlaced[true].Where(static operation => operation.Kind == OperationKind.Done).OrderBy(static operation => operation.Version).ToArray();
        foreach (var operation in isPlaced[false])
        {
            if (!CanBe(operation, done, make, answer, out var expected))
            {
                return $"{operation} cannot have been the answer in any state there was meanwhile; these could:\n{string.Join("\n", expected)}\nAll:\n{string.Join("\n", done.AsEnumerable())}";
            }
        }

        return null;
    }

    /// <summary>Whether the numbers are no order of what happened.</summary>
    private static string? Disorder(Operation[] ordered)
    {
        var latestBegin = 0L;
        for (var i = 0; i < ordered.Length; i++)
        {
            var operation = ordered[i];
            if (operation.Version < 0 || (operation.Kind == OperationKind.Done && (operation.Version == 0 || (i > 0 && operation.Version == ordered[i - 1].Version))))
            {
                return $"{operation} has no number of its own.";
            }

            if (operation.Ended < latestBegin)
            {
                return $"{operation} had ended when one before it in the order began. Around it:\n{Around(ordered, i)}";
            }

            latestBegin = Math.Max(latestBegin, operation.Began);
        }

        return null;
    }

    private static string? Difference<TModel>(Operation[] ordered, TModel model, Func<TModel, Operation, object?> answer)
    {
        for (var i = 0; i < ordered.Length; i++)
        {
            var expected = answer(model, ordered[i]);
            if (!Equals(expected, ordered[i].Answer))
            {
                return $"{ordered[i]} does not follow from what was before it: {expected} was to be expected. Around it:\n{Around(ordered, i)}";
            }
        }

        return null;
    }

    /// <summary>Whether the model gives an answer in one of the states there were between the beginning of a call and the last in which it can have been given.</summary>
    private static bool CanBe<TModel>(Operation operation, Operation[] done, Func<TModel> make, Func<TModel, Operation, object?> answer, out List<object?> expected)
    {
        var first = Array.FindLastIndex(done, other => other.Ended < operation.Began) + 1;
        var last = operation.Version > 0
            ? Array.FindLastIndex(done, other => other.Version <= operation.Version) + 1
            : Array.FindIndex(done, other => other.Began > operation.Ended) is >= 0 and var index ? index : done.Length;
        expected = [];
        for (var count = first; count <= last; count++)
        {
            var model = make();
            for (var i = 0; i < count; i++)
            {
                answer(model, done[i]);
            }

            expected.Add(answer(model, operation));
            if (Equals(expected[^1], operation.Answer))
            {
                return true;
            }
        }

        return false;
    }

    private static string Around(Operation[] ordered, int index) => string.Join("\n", ordered.Skip(Math.Max(0, index - 6)).Take(12));
}
