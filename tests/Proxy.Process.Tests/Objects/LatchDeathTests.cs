using SharedObjects.Process.Tests.Death;
using SharedObjects.Process.Tests.Workers;

namespace SharedObjects.Process.Tests.Objects;

/// <summary>Processes that die while they wait for a latch: their signals count, their waits do not.</summary>
public sealed class LatchDeathTests : ObjectDeathTests
{
    [Theory(Timeout = Hang)]
    [InlineData(false)]
    [InlineData(true)]
    [Death(typeof(ISharedLatch), DeathState.Waiting, DeathState.Unreceived)]
    public async Task The_signal_of_a_killed_waiter_counts_and_its_wait_is_removed(bool granted)
    {
        var latch = await Manager.LatchAsync(2, Token);
        var first = latch.WaitAsync(Token).AsTask();
        await using var victim = await WaitingAsync(report => WorkerProcess.Start(ValueTargets.SignalAndWaitAsync, latch, report));

        await DieAsync(victim, granted, granted ? 0 : 1, async () => Assert.True(await latch.SignalAsync(cancellationToken: Token)));

        Assert.Equal((granted ? 0 : 1, granted), (latch.CurrentCount, latch.IsSet));
        if (!granted)
        {
            Assert.False(first.IsCompleted);
            Assert.True(await latch.SignalAsync(cancellationToken: Token));
        }

        await first;
        await latch.WaitAsync(Token);
        Assert.Equal(0, latch.CurrentCount);
    }
}
