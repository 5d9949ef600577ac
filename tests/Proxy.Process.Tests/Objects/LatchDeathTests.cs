using SharedObjects.Process.Tests.Workers;

namespace SharedObjects.Process.Tests.Objects;

/// <summary>Processes that die while they wait for a latch: their signals count, their waits do not.</summary>
public sealed class LatchDeathTests : ProcessTests
{
    [Fact(Timeout = 60_000)]
    public async Task The_signal_of_a_killed_waiter_counts_and_its_wait_is_removed()
    {
        await using var manager = await SharedManager.StartAsync(cancellationToken: Token);
        var latch = await manager.LatchAsync(2, Token);
        var first = latch.WaitAsync(Token).AsTask();
        await using var victim = await Victim.StartAsync(manager, report => WorkerProcess.Start(ValueTargets.SignalAndWaitAsync, latch, report));
        await victim.SaysAsync("waits");

        victim.Kill();
        await ValueDeathTests.UntilWaitingAsync(manager, 1);

        Assert.Equal(1, latch.CurrentCount);
        Assert.False(first.IsCompleted);
        Assert.True(await latch.SignalAsync(cancellationToken: Token));
        await first;
    }
}
