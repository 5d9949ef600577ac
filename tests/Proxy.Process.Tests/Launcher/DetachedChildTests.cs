using SharedObjects.Hosting.Processes;

namespace SharedObjects.Process.Tests.Launcher;

public sealed class DetachedChildTests : ProcessTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_detached_child_stays_when_its_owner_lets_go()
    {
        var launcher = new ChildLauncher(TimeProvider.System, new CollectingLoggerFactory());
        var child = launcher.Start(ProbeRole.Start("wait") with { Detached = true });
        await child.Ready.WaitAsync(Token);

        await launcher.DisposeAsync();

        Assert.True(ProcFs.IsRunning(child.Id));
        child.Kill();
        await child.Exited.WaitAsync(Token);
    }
}
