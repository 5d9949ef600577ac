namespace SharedObjects.Process.Tests.Objects;

/// <summary>What the victims of <see cref="TopicDeathTests"/> do.</summary>
internal static class TopicTargets
{
    /// <summary>Subscribes and waits for the first message; then it only keeps its subscription.</summary>
    [WorkerTarget]
    public static async Task FollowAsync(ISharedTopic<int> topic, ISharedQueue<string> report)
    {
        await using var subscription = await topic.SubscribeAsync();
        await Victim.WaitsAsync(ReadAsync(), report);

        async ValueTask<int> ReadAsync() => (await subscription.ReadAsync())!.Value.Item;
    }
}
