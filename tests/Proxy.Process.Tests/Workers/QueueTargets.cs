using System.Globalization;

namespace SharedObjects.Process.Tests.Workers;

/// <summary>What the victims at queues, stacks and priority queues do.</summary>
public static class QueueTargets
{
    /// <summary>Receives items, says which and how often they were delivered, and keeps them.</summary>
    [WorkerTarget]
    public static async Task ReceiveAsync(ISharedQueue<int> items, int count, ISharedQueue<string> report)
    {
        List<QueueLease<int>> leases = [];
        for (var i = 0; i < count; i++)
        {
            var lease = await items.ReceiveAsync();
            leases.Add(lease);
            await report.PutAsync($"{lease.Item} {lease.DeliveryCount}");
        }

        await Victim.ForEverAsync();
        GC.KeepAlive(leases);
    }

    /// <summary>Waits for an item to receive.</summary>
    [WorkerTarget]
    public static async Task WaitToReceiveAsync(ISharedQueue<int> items, ISharedQueue<string> report)
    {
        var waiting = items.ReceiveAsync();
        await report.PutAsync("waits");
        await waiting;
        await Victim.ForEverAsync();
    }

    /// <summary>Receives an item and, when it is told to go on, says what became of it.</summary>
    [WorkerTarget]
    public static async Task CompleteLateAsync(ISharedQueue<int> items, ISharedQueue<string> report)
    {
        var lease = await items.ReceiveAsync();
        await report.PutAsync($"{lease.Item} {lease.DeliveryCount}");
        var lost = new TaskCompletionSource();
        await using var registration = lease.LostToken.Register(lost.SetResult);
        await lost.Task;
        try
        {
            await lease.CompleteAsync();
            await report.PutAsync("completed");
        }
        catch (SharedObjectException)
        {
            await report.PutAsync("refused");
        }

        await Victim.ForEverAsync();
    }

    /// <summary>Waits for room.</summary>
    [WorkerTarget]
    public static async Task PutAsync(ISharedQueue<int> items, ISharedQueue<string> report)
    {
        var waiting = items.PutManyAsync([100, 101]);
        await report.PutAsync("waits");
        await waiting;
        await Victim.ForEverAsync();
    }

    /// <summary>Waits for the end of all work.</summary>
    [WorkerTarget]
    public static async Task JoinAsync(ISharedQueue<int> items, ISharedQueue<string> report)
    {
        var waiting = items.JoinAsync();
        await report.PutAsync("waits");
        await waiting;
        await Victim.ForEverAsync();
    }

    /// <summary>Waits for an item of a stack.</summary>
    [WorkerTarget]
    public static async Task PopAsync(ISharedStack<int> items, ISharedQueue<string> report)
    {
        var waiting = items.PopAsync();
        await report.PutAsync("waits");
        await report.PutAsync((await waiting).ToString(CultureInfo.InvariantCulture));
        await Victim.ForEverAsync();
    }

    /// <summary>Waits for an item of a priority queue.</summary>
    [WorkerTarget]
    public static async Task DequeueAsync(ISharedPriorityQueue<int, int> items, ISharedQueue<string> report)
    {
        var waiting = items.DequeueAsync();
        await report.PutAsync("waits");
        await report.PutAsync((await waiting).Item.ToString(CultureInfo.InvariantCulture));
        await Victim.ForEverAsync();
    }
}
