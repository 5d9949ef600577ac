namespace SharedObjects.Process.Tests.Managers;

/// <summary>What belongs to one manager and is used with another.</summary>
public sealed class TwoManagersTests : ProcessTests
{
    /// <summary>Each manager counts its own leases, so there are two with the same number.</summary>
    [Fact(Timeout = 60_000)]
    public async Task A_lease_of_another_manager_is_refused_though_there_is_one_of_the_same_number()
    {
        await using var here = await SharedManager.StartAsync(cancellationToken: Token);
        await using var elsewhere = await SharedManager.StartAsync(cancellationToken: Token);
        var mutex = await here.ReentrantLockAsync(Token);
        await using var condition = await mutex.CreateConditionAsync(Token);
        await using var mine = await mutex.AcquireAsync(Token);
        await using var stranger = await (await elsewhere.ReentrantLockAsync(Token)).AcquireAsync(Token);
        Assert.Equal(mine.Number, stranger.Number);

        await RefusedAsync(async () => await condition.NotifyAsync(stranger, cancellationToken: Token));
        await RefusedAsync(async () => await condition.NotifyAllAsync(stranger, Token));
        await RefusedAsync(async () => await condition.TryWaitAsync(stranger, TimeSpan.Zero, Token));
        await RefusedAsync(async () => await condition.WaitAsync(stranger, Token));
        await RefusedAsync(async () => await condition.TryWaitForAsync(stranger, bool () => throw new InvalidOperationException("It was asked."), TimeSpan.Zero, Token));
        await RefusedAsync(async () => await mutex.AcquireAsync(stranger, Token));

        Assert.True(stranger.IsHeld);
        await mine.ReleaseAsync();
        Assert.False(mutex.IsHeld);
    }

    private static async Task RefusedAsync(Func<Task> use)
    {
        var refused = await Assert.ThrowsAsync<LeaseNotHeldException>(use);
        Assert.Contains("another manager", refused.Message, StringComparison.Ordinal);
    }
}
