namespace SharedObjects.Process.Tests.Objects;

/// <summary>What the victims of <see cref="TopicDeathTests"/> do.</summary>
internal static class TopicTargets
{
    [WorkerTarget]
    public static async Task FollowAsync(ISharedTopic<int> topic, ISharedQueue<string> report)
    {
        await using var subscription = await topic.SubscribeAsync();
        var first = subscription.ReadAsync();
        await report.PutAsync("waits");
        await first;
        await report.PutAsync("read");
        await Victim.ForEverAsync();
    }
}
