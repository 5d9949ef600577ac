using SharedObjects.Process.Tests.Death;

namespace SharedObjects.Process.Tests.Objects;

/// <summary>A subscriber that dies is forgotten, and neither the publisher nor anybody else notices.</summary>
public sealed class TopicDeathTests : ObjectDeathTests
{
    [Theory(Timeout = Hang)]
    [InlineData(DeathState.Waiting)]
    [InlineData(DeathState.Unreceived)]
    [InlineData(DeathState.Holding)]
    [Death(typeof(ITopicSubscription<>), DeathState.Waiting, DeathState.Unreceived, DeathState.Holding)]
    public async Task A_killed_subscriber_is_forgotten(DeathState state)
    {
        var topic = await Manager.TopicAsync<int>(Token);
        await using var mine = await topic.SubscribeAsync(cancellationToken: Token);
        var objects = (await Manager.GetStatisticsAsync(Token)).Objects;
        await using (var victim = await WaitingAsync(report => WorkerProcess.Start(TopicTargets.FollowAsync, topic, report)))
        {
            Assert.Equal(2, topic.SubscriberCount);
            if (state == DeathState.Holding)
            {
                Assert.Equal(1, await topic.PublishAsync(1, Token));
                await victim.SaysAsync("1");
            }

            await DieAsync(victim, state == DeathState.Unreceived, waiting: 0, async () => Assert.Equal(1, await topic.PublishAsync(1, Token)));
        }

        await UntilCountsAsync(objects);
        Assert.Equal(1, topic.SubscriberCount);
        await topic.PublishAsync(2, Token);
        int[] published = state == DeathState.Waiting ? [2] : [1, 2];
        foreach (var item in published)
        {
            var message = (await mine.ReadAsync(Token))!.Value;
            Assert.Equal((item, 0), (message.Item, message.Missed));
        }
    }
}
