using SharedObjects.Runtime.Tests.Support;

namespace SharedObjects.Runtime.Tests.Hosting;

/// <summary>A client was let in, and then something fails before it is served.</summary>
public sealed class SessionSetUpTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_session_whose_set_up_fails_is_ended_and_its_client_told()
    {
        await using var manager = new TestManager();
        var fails = true;
        manager.Logger.Heard = line => _ = fails && line.Contains("connected; session", StringComparison.Ordinal) ? throw new FormatException("the logger") : 0;
        var lost = await manager.ConnectAsync();
        await Assert.ThrowsAnyAsync<SharedObjectException>(() => lost.QueueAsync<int>());
        await lost.DisposeAsync();
        await Until.TrueAsync(() => manager.Logger.Lines.Any(line => line.Contains("could not be served", StringComparison.Ordinal) && line.Contains("the logger", StringComparison.Ordinal)));
        Assert.Equal(0, manager.Server.SessionCount);

        fails = false;
        await using var client = await manager.ConnectAsync();
        Assert.Equal(0, (await client.QueueAsync<int>()).Count);
        Assert.Equal(1, manager.Server.SessionCount);
    }
}
