using SharedObjects.Process.Tests.Workers;

namespace SharedObjects.Process.Tests.Objects;

/// <summary>Processes that die while they wait for an event: nobody else notices.</summary>
public sealed class EventDeathTests : ProcessTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_killed_waiter_is_removed_and_the_others_go_on()
    {
        await using var manager = await SharedManager.StartAsync(cancellationToken: Token);
        var signal = await manager.EventAsync(cancellationToken: Token);
        var first = signal.WaitAsync(Token).AsTask();
        await using var victim = await Victim.StartAsync(manager, report => WorkerProcess.Start(ValueTargets.WaitForEventAsync, signal, report));
        await victim.SaysAsync("waits");
        await using var survivor = await Victim.StartAsync(manager, report => WorkerProcess.Start(ValueTargets.WaitForEventAsync, signal, report));
        await survivor.SaysAsync("waits");

        victim.Kill();
        await ValueDeathTests.UntilWaitingAsync(manager, 2);

        Assert.False(signal.IsSet);
        Assert.False(first.IsCompleted);
        var set = signal.SetAsync(Token);
        await signal.ResetAsync(Token);
        await set;
        await first;
        await survivor.SaysAsync("went on");
    }
}
