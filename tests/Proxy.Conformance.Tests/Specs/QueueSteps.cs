namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>The steps of a <see cref="BufferModel"/> on shared objects: the same words for what comes of them.</summary>
internal static class QueueSteps
{
    public static async Task<string> DoAsync(ISharedQueue<int> queue, string step, long argument, List<QueueLease<int>> leases) => step switch
    {
        "put" => (await queue.TryPutAsync((int)argument)).ToString(),
        "putMany" => (await queue.TryPutManyAsync(BufferModel.Batch(argument))).ToString(),
        "get" => await queue.TryGetAsync() is (true, var item) ? $"{item}" : "",
        "getMany" => string.Join(' ', await queue.TryGetManyAsync(BufferModel.AtMost(argument))),
        "peek" => await queue.TryPeekAsync() is (true, var item) ? $"{item}" : "",
        "receive" => await ReceiveAsync(await queue.TryReceiveAsync(), leases),
        "complete" => await EndAsync(argument, leases, static lease => lease.CompleteAsync()),
        "abandon" => await EndAsync(argument, leases, static lease => lease.AbandonAsync()),
        "deadLetter" => await queue.TryTakeDeadLetterAsync() is { } letter ? $"{letter.DeliveryCount} {letter.Item}" : "none",
        "requeue" => $"{await queue.RequeueDeadLettersAsync(BufferModel.AtMost(argument))}",
        "state" => $"{queue.Count} {queue.UnfinishedCount} {queue.IsFull} {queue.IsShutDown} {queue.DeadLetterCount}",
        _ => await DoAsync(queue, step, argument),
    };

    public static async Task<string> DoAsync(ISharedStack<int> stack, string step, long argument) => step switch
    {
        "put" => (await stack.TryPushAsync((int)argument)).ToString(),
        "putMany" => (await stack.TryPushRangeAsync(BufferModel.Batch(argument))).ToString(),
        "get" => await stack.TryPopAsync() is (true, var item) ? $"{item}" : "",
        "getMany" => string.Join(' ', await stack.TryPopRangeAsync(BufferModel.AtMost(argument))),
        "peek" => await stack.TryPeekAsync() is (true, var item) ? $"{item}" : "",
        _ => await DoAsync((ISharedBuffer)stack, step, argument),
    };

    public static async Task<string> DoAsync(ISharedPriorityQueue<int, int> queue, string step, long argument) => step switch
    {
        "put" => (await queue.TryEnqueueAsync((int)argument, BufferModel.PriorityOf((int)argument))).ToString(),
        "putMany" => (await queue.TryEnqueueRangeAsync(Array.ConvertAll(BufferModel.Batch(argument), static item => (item, BufferModel.PriorityOf(item))))).ToString(),
        "get" => await queue.TryDequeueAsync() is (true, var item, _) ? $"{item}" : "",
        "getMany" => string.Join(' ', (await queue.TryDequeueRangeAsync(BufferModel.AtMost(argument))).Select(static pair => pair.Item)),
        "peek" => await queue.TryPeekAsync() is (true, var item, _) ? $"{item}" : "",
        _ => await DoAsync((ISharedBuffer)queue, step, argument),
    };

    private static async Task<string> DoAsync(ISharedBuffer buffer, string step, long argument)
    {
        switch (step)
        {
            case "clear":
                return $"{await buffer.ClearAsync()}";
            case "done":
                await buffer.TaskDoneAsync();
                return "True";
            case "shutDown":
                await buffer.ShutDownAsync(argument % 2 == 0);
                return "True";
            default:
                return $"{buffer.Count} {buffer.UnfinishedCount} {buffer.IsFull} {buffer.IsShutDown} 0";
        }
    }

    private static ValueTask<string> ReceiveAsync(QueueLease<int>? lease, List<QueueLease<int>> leases)
    {
        if (lease is null)
        {
            return new("none");
        }

        leases.Add(lease);
        return new($"{lease.DeliveryCount} {lease.Item}");
    }

    private static async ValueTask<string> EndAsync(long item, List<QueueLease<int>> leases, Func<QueueLease<int>, ValueTask> end)
    {
        if (leases.Find(lease => lease.Item == item) is not { } lease)
        {
            return "False";
        }

        leases.Remove(lease);
        await end(lease);
        return "True";
    }
}
