using SharedObjects.Process.Tests.Workers;

namespace SharedObjects.Process.Tests.Support;

public sealed class VictimTests : ProcessTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_victim_is_stopped_and_continued_where_it_is()
    {
        await using var manager = await SharedManager.StartAsync(cancellationToken: Token);
        var items = await manager.QueueAsync<int>(cancellationToken: Token);
        await using var victim = await Victim.StartAsync(manager, report => WorkerProcess.Start(VictimTargets.RepeatAsync, items, report));
        await victim.SaysAsync("waits");

        victim.Stop();
        await items.PutAsync(1, Token);
        Assert.True(ProcFs.IsStopped(victim.Id));
        victim.Continue();

        await victim.SaysAsync("1");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stopped_victim_is_gone_once_it_is_disposed()
    {
        await using var manager = await SharedManager.StartAsync(cancellationToken: Token);
        var items = await manager.QueueAsync<int>(cancellationToken: Token);
        var victim = await Victim.StartAsync(manager, report => WorkerProcess.Start(VictimTargets.RepeatAsync, items, report));
        await victim.SaysAsync("waits");
        victim.Stop();

        await victim.DisposeAsync();

        Assert.False(ProcFs.IsRunning(victim.Id));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_victim_that_ends_before_it_says_anything_fails_the_test_with_its_own_error()
    {
        await using var manager = await SharedManager.StartAsync(cancellationToken: Token);
        await using var victim = await Victim.StartAsync(manager, static _ => WorkerProcess.Start(WorkerTargets.ThrowAsync, "broken"));

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(victim.NextAsync);

        Assert.Equal("broken", failure.InnerException?.Message);
    }
}
