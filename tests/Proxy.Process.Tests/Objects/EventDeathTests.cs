using SharedObjects.Process.Tests.Death;
using SharedObjects.Process.Tests.Workers;

namespace SharedObjects.Process.Tests.Objects;

/// <summary>Processes that die while they wait for an event: nobody else notices.</summary>
public sealed class EventDeathTests : ObjectDeathTests
{
    private ISharedEvent signal = null!;

    protected override async ValueTask PrepareAsync() => signal = await Manager.EventAsync(cancellationToken: Token);

    [Fact(Timeout = Hang)]
    [Death(typeof(ISharedEvent), DeathState.Waiting)]
    public async Task A_killed_waiter_is_removed_and_the_others_go_on()
    {
        var first = signal.WaitAsync(Token).AsTask();
        await using var victim = await WaitingAsync(report => WorkerProcess.Start(ValueTargets.WaitForEventAsync, signal, report));
        await using var survivor = await WaitingAsync(report => WorkerProcess.Start(ValueTargets.WaitForEventAsync, signal, report));

        victim.Kill();
        await UntilWaitingAsync(2);

        Assert.False(signal.IsSet);
        Assert.False(first.IsCompleted);
        var set = signal.SetAsync(Token);
        await signal.ResetAsync(Token);
        await set;
        await first;
        await survivor.SaysAsync("served");
    }
}
