using SharedObjects.Calls;

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
    public static Task WaitToReceiveAsync(ISharedQueue<int> items, ISharedQueue<string> report) => Victim.WaitsAsync(items.ReceiveAsync(), report);

    [WorkerTarget]
    public static Task GetAsync(ISharedQueue<int> items, ISharedQueue<string> report) => Victim.WaitsAsync(items.GetAsync(), report);

    [WorkerTarget]
    public static Task GetBytesAsync(ISharedQueue<byte[]> items, ISharedQueue<string> report) => Victim.WaitsAsync(items.GetAsync(), report);

    [WorkerTarget]
    public static Task PopAsync(ISharedStack<int> items, ISharedQueue<string> report) => Victim.WaitsAsync(items.PopAsync(), report);

    [WorkerTarget]
    public static Task DequeueAsync(ISharedPriorityQueue<int, int> items, ISharedQueue<string> report) => Victim.WaitsAsync(items.DequeueAsync(), report);

    /// <summary>Waits for room, as the others do for theirs.</summary>
    [WorkerTarget]
    public static Task PutAsync(ISharedQueue<int> items, ISharedQueue<string> report) => Victim.WaitsAsync(items.PutManyAsync([100, 101]), report);

    [WorkerTarget]
    public static Task PushAsync(ISharedStack<int> items, ISharedQueue<string> report) => Victim.WaitsAsync(items.PushRangeAsync([100, 101]), report);

    [WorkerTarget]
    public static Task EnqueueAsync(ISharedPriorityQueue<int, int> items, ISharedQueue<string> report) => Victim.WaitsAsync(items.EnqueueRangeAsync([(100, 0), (101, 0)]), report);

    /// <summary>Waits for the end of all work, as the others do for theirs.</summary>
    [WorkerTarget]
    public static Task JoinAsync(ISharedQueue<int> items, ISharedQueue<string> report) => Victim.WaitsAsync(items.JoinAsync(), report);

    [WorkerTarget]
    public static Task JoinStackAsync(ISharedStack<int> items, ISharedQueue<string> report) => Victim.WaitsAsync(items.JoinAsync(), report);

    [WorkerTarget]
    public static Task JoinPriorityQueueAsync(ISharedPriorityQueue<int, int> items, ISharedQueue<string> report) => Victim.WaitsAsync(items.JoinAsync(), report);

    /// <summary>Sends a part of a put of so many bytes by a connection of its own.</summary>
    [WorkerTarget]
    public static async Task SendPartAsync(ISharedQueue<byte[]> items, int length, double part, ISharedQueue<string> report)
    {
        using var client = await WireClient.ConnectAsync(items);
        await client.AttachAsync(items);
        var frame = client.Encode(items, "PutAsync(T)", call => call.WriteValue(new byte[length], Codec.Element<byte[]>()));
        await client.Stream.WriteAsync(frame.AsMemory(0, (int)(frame.Length * part)));
        await report.PutAsync("sent");
        await Victim.ForEverAsync();
    }
}
