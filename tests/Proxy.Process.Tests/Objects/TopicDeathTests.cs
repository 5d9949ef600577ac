namespace SharedObjects.Process.Tests.Objects;

/// <summary>A subscriber that dies or falls silent is forgotten, and neither the publisher nor anybody else notices.</summary>
public sealed class TopicDeathTests : ProcessTests
{
    [Theory(Timeout = 120_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_killed_subscriber_is_forgotten(bool hasRead)
    {
        await using var manager = await SharedManager.StartAsync(cancellationToken: Token);
        var topic = await manager.TopicAsync<int>(Token);
        await using var mine = await topic.SubscribeAsync(cancellationToken: Token);
        await using var victim = await Victim.StartAsync(manager, report => WorkerProcess.Start(TopicTargets.FollowAsync, topic, report));
        await victim.SaysAsync("waits");
        if (hasRead)
        {
            await topic.PublishAsync(0, Token);
            await victim.SaysAsync("read");
            await mine.ReadAsync(Token);
        }

        victim.Kill();
        await OnlyMineAsync(topic);
        await topic.PublishAsync(1, Token);
        Assert.Equal(1, (await mine.ReadAsync(Token))!.Value.Item);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_stopped_subscriber_costs_its_buffer_until_its_session_ends()
    {
        await using var manager = await SharedManager.StartAsync(
            new SharedManagerOptions { SessionTimeToLive = TimeSpan.FromSeconds(1) }, Token);
        await using var reports = await SharedManager.StartAsync(cancellationToken: Token);
        var topic = await manager.TopicAsync<int>(Token);
        await using var mine = await topic.SubscribeAsync(cancellationToken: Token);
        await using var victim = await Victim.StartAsync(reports, report => WorkerProcess.Start(TopicTargets.FollowAsync, topic, report));
        await victim.SaysAsync("waits");
        victim.Stop();
        await topic.PublishManyAsync([.. Enumerable.Range(0, 500)], Token);
        await OnlyMineAsync(topic);
        Assert.Equal(500, mine.Count);
    }

    /// <summary>Asks the topic until it has heard; the manager learns of a death by itself.</summary>
    private static async Task OnlyMineAsync(ISharedTopic<int> topic)
    {
        while (topic.SubscriberCount != 1)
        {
            await Task.Yield();
            Token.ThrowIfCancellationRequested();
        }
    }
}
