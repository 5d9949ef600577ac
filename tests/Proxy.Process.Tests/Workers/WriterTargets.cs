namespace SharedObjects.Process.Tests.Workers;

public sealed record Buffers(ISharedQueue<int> Queue, ISharedStack<int> Stack, ISharedPriorityQueue<int, int> PriorityQueue, ISharedTopic<int> Topic);

public sealed record Cells(ISharedValue<(int First, int Second)> Value, ISharedArray<long> Array, ISharedCounter Counter, ISharedNamespace Namespace);

public sealed record Collections(ISharedList<int> List, ISharedDictionary<string, int> Dictionary, ISharedSet<int> Set);

/// <summary>What a process does that writes until it is killed.</summary>
public static class WriterTargets
{
    /// <summary>So many rounds are made for sure.</summary>
    public const int Rounds = 20;

    /// <summary>
    /// Writes the number of the round twice to each object, in one call for each, and sends all the calls of a round before it waits for any: those of one process
    /// to one manager are begun in the order in which they were sent.
    /// </summary>
    [WorkerTarget]
    public static async Task WriteAsync(Buffers buffers, Cells cells, Collections collections, ISharedQueue<string> report)
    {
        var numbers = new long[cells.Array.Length];
        for (var round = 1; ; round++)
        {
            Array.Fill(numbers, round);
            Task[] writes =
            [
                buffers.Queue.PutManyAsync([round, round]).AsTask(),
                buffers.Stack.PushRangeAsync([round, round]).AsTask(),
                buffers.PriorityQueue.EnqueueRangeAsync([(round, round), (round, round)]).AsTask(),
                buffers.Topic.PublishManyAsync([round, round]).AsTask(),
                cells.Value.SetAsync((round, round)).AsTask(),
                cells.Array.SetRangeAsync(0, numbers).AsTask(),
                cells.Counter.IncrementAsync().AsTask(),
                cells.Namespace.SetAsync("latest", (round, round)).AsTask(),
                collections.List.AddRangeAsync([round, round]).AsTask(),
                collections.Dictionary.SetManyAsync([new("first", round), new("second", round)]).AsTask(),
                collections.Set.AddManyAsync([round, -round]).AsTask(),
            ];
            await Task.WhenAll(writes);
            if (round == Rounds)
            {
                await report.PutAsync("writes");
            }
        }
    }
}
