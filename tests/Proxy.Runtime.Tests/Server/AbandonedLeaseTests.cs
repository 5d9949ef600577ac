using SharedObjects.Hosting;
using SharedObjects.Runtime.Tests.Support;

namespace SharedObjects.Runtime.Tests.Server;

/// <summary>A lease that was collected instead of being released.</summary>
public sealed class AbandonedLeaseTests
{
    [Fact(Timeout = 60_000)]
    public async Task The_log_says_who_lost_a_lease_of_what_also_when_others_of_the_same_owner_go_on()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var manager = new TestManager();
        await using var client = ManagerHost.Connect(manager.Server);
        var mutex = await client.CreateAsync<ISharedReentrantLock>();
        var (_, lease, _, _) = await mutex.EnterAsync(TimeSpan.Zero, cancellationToken);
        await mutex.ReenterAsync(lease, cancellationToken);
        await mutex.ReleaseLeaseAsync(lease, abandoned: true);
        var line = Assert.Single(manager.Logger.Lines, line => line.Contains("without releasing it", StringComparison.Ordinal));
        Assert.Contains($"Process {Environment.ProcessId} ", line, StringComparison.Ordinal);
        Assert.Contains("a lease of SharedObjects.ISharedReentrantLock", line, StringComparison.Ordinal);
        Assert.True(mutex.IsHeld);

        await mutex.ReleaseLeaseAsync(lease, abandoned: false);
        Assert.True((await mutex.EnterAsync(TimeSpan.Zero, cancellationToken)).PreviousOwnerLost);
        Assert.Single(manager.Logger.Lines, line => line.Contains("without releasing it", StringComparison.Ordinal));
    }
}
