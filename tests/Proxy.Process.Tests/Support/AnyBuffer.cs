using SharedObjects.Process.Tests.Workers;

namespace SharedObjects.Process.Tests.Support;

/// <summary>A queue, a stack or a priority queue of numbers, for what is the same with all three.</summary>
/// <param name="Items">It.</param>
/// <param name="PutAsync">Puts one item.</param>
/// <param name="TakeAsync">Takes one item.</param>
/// <param name="StartTaker">Starts a process that waits for an item.</param>
/// <param name="StartPutter">Starts a process that puts 100 and 101 in one go.</param>
/// <param name="StartJoiner">Starts a process that joins.</param>
internal sealed record AnyBuffer(
    ISharedBuffer Items,
    Func<int, ValueTask> PutAsync,
    Func<ValueTask<int>> TakeAsync,
    Func<ISharedQueue<string>, WorkerProcess> StartTaker,
    Func<ISharedQueue<string>, WorkerProcess> StartPutter,
    Func<ISharedQueue<string>, WorkerProcess> StartJoiner)
{
    /// <param name="manager">Where it is made.</param>
    /// <param name="kind">Which of the three contracts.</param>
    /// <param name="capacity">For how many items.</param>
    public static async Task<AnyBuffer> MakeAsync(SharedManager manager, Type kind, int capacity)
    {
        var token = TestContext.Current.CancellationToken;
        if (kind == typeof(ISharedQueue<>))
        {
            var queue = await manager.QueueAsync<int>(capacity, token);
            return new(
                queue,
                item => queue.PutAsync(item, token),
                () => queue.GetAsync(token),
                report => WorkerProcess.Start(QueueTargets.GetAsync, queue, report),
                report => WorkerProcess.Start(QueueTargets.PutAsync, queue, report),
                report => WorkerProcess.Start(QueueTargets.JoinAsync, queue, report));
        }

        if (kind == typeof(ISharedStack<>))
        {
            var stack = await manager.StackAsync<int>(capacity, token);
            return new(
                stack,
                item => stack.PushAsync(item, token),
                () => stack.PopAsync(token),
                report => WorkerProcess.Start(QueueTargets.PopAsync, stack, report),
                report => WorkerProcess.Start(QueueTargets.PushAsync, stack, report),
                report => WorkerProcess.Start(QueueTargets.JoinStackAsync, stack, report));
        }

        Assert.Equal(typeof(ISharedPriorityQueue<,>), kind);
        var items = await manager.PriorityQueueAsync<int, int>(capacity, token);
        return new(
            items,
            item => items.EnqueueAsync(item, item, token),
            async () => (await items.DequeueAsync(token)).Item,
            report => WorkerProcess.Start(QueueTargets.DequeueAsync, items, report),
            report => WorkerProcess.Start(QueueTargets.EnqueueAsync, items, report),
            report => WorkerProcess.Start(QueueTargets.JoinPriorityQueueAsync, items, report));
    }
}
