namespace SharedObjects.AotSmoke;

/// <summary>One of each built-in kind, made and used.</summary>
internal static class Kinds
{
    public static async Task UseAsync()
    {
        await using var manager = SharedManager.StartInProcess();
        var queue = await manager.QueueAsync<string>(new QueueOptions { Capacity = 3 });
        await queue.PutManyAsync(["a", "b"]);
        await using (var item = await queue.ReceiveAsync())
        {
            await item.CompleteAsync();
        }

        var stack = await manager.StackAsync<int>(2);
        await stack.PushAsync(1);
        var priorities = await manager.PriorityQueueAsync<string, int>();
        await priorities.EnqueueAsync("later", 2);
        await priorities.EnqueueAsync("first", 1);
        var topic = await manager.TopicAsync<string>();
        await using var subscription = await topic.SubscribeAsync();
        await topic.PublishAsync("news");
        Console.WriteLine(string.Join('|', await queue.GetAsync(), await stack.PopAsync(), (await priorities.DequeueAsync()).Item, (await subscription.ReadAsync())!.Value.Item));

        var condition = await manager.ConditionAsync(await manager.LockAsync());
        await using (var lease = await condition.AcquireAsync())
        {
            await condition.NotifyAllAsync(lease);
        }

        await using var reentered = await (await manager.ReentrantLockAsync()).AcquireAsync();
        await using var read = await (await manager.ReaderWriterLockAsync()).AcquireReaderAsync();
        await using var permits = await (await manager.SemaphoreAsync(3, 3)).AcquireAsync(2);
        var signal = await manager.EventAsync(true);
        var latch = await manager.LatchAsync(1);
        await latch.SignalAsync();
        var barrier = await manager.BarrierAsync(1);
        Console.WriteLine(string.Join('|', reentered.FencingToken, permits.Count, signal.IsSet, latch.IsSet, await barrier.SignalAndWaitAsync()));

        var counter = await manager.CounterAsync(41);
        var value = await manager.ValueAsync(1.5);
        var array = await manager.ArrayAsync<long>(3);
        var names = await manager.NamespaceAsync();
        await names.SetAsync("answer", 42);
        Console.WriteLine(string.Join('|', await counter.IncrementAsync(), (await value.AddAsync(1)).ToString(System.Globalization.CultureInfo.InvariantCulture), await array.AddAsync(1, 7), await names.GetAsync<int>("answer")));

        var list = await manager.ListAsync(["x", "y"]);
        var dictionary = await manager.DictionaryAsync<string, int>();
        await dictionary.AddOrUpdateAsync("x", 1, static (_, before) => before + 1);
        var set = await manager.SetAsync([1, 2, 2]);
        await foreach (var item in list.EnumerateSnapshotAsync())
        {
            Console.Write(item);
        }

        Console.WriteLine(string.Join('|', "", await dictionary.GetAsync("x"), set.Count));
    }
}
