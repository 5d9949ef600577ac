namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>
/// Checks that a history is linearizable, the order being the operation numbers in the answers: they are unique, they respect real time, and
/// played in that order on a plain queue every operation gives the answer it gave. Then that order is a linearization, whoever wrote the numbers.
/// </summary>
internal static class QueueHistory
{
    /// <summary>What is wrong with a history; <see langword="null"/> if nothing is.</summary>
    public static string? Violation(IEnumerable<QueueOperation> history, int? capacity)
    {
        var ordered = history.OrderBy(operation => operation.Version).ToArray();
        var items = new Queue<int>();
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
            if (!Replays(operation, items, capacity))
            {
                return $"{operation} does not follow from [{string.Join(", ", items)}].";
            }
        }

        return null;
    }

    private static bool Replays(QueueOperation operation, Queue<int> items, int? capacity)
    {
        if (operation.IsPut)
        {
            var hasRoom = items.Count < (capacity ?? int.MaxValue);
            if (operation.Succeeded)
            {
                items.Enqueue(operation.Item);
            }

            return hasRoom == operation.Succeeded;
        }

        return items.TryDequeue(out var item) ? operation.Succeeded && operation.Item == item : !operation.Succeeded;
    }
}
