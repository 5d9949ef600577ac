namespace SharedObjects.Runtime.Tests;
public sealed class Scratch
{
    [Fact(Timeout = 20000)]
    public async Task Q()
    {
        await using var m = SharedManager.StartInProcess();
        var q = await m.QueueAsync<(int, double)>();
        var g = q.GetAsync(TestContext.Current.CancellationToken).AsTask();
        await q.PutAsync((3, 2.5), TestContext.Current.CancellationToken);
        Assert.Equal((3, 2.5), await g);
        Assert.Equal(0, q.Count);
        var qq = await m.QueueAsync<ISharedQueue<(int, double)>>(1, TestContext.Current.CancellationToken);
        await qq.PutAsync(q, TestContext.Current.CancellationToken);
        var q2 = await qq.GetAsync(TestContext.Current.CancellationToken);
        Assert.Equal(q, q2);
        await Assert.ThrowsAsync<TimeoutException>(() => q.GetAsync(TimeSpan.Zero, default).AsTask());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => m.QueueAsync<int>(0).AsTask());
        using var c = new CancellationTokenSource();
        var w = q.GetAsync(c.Token).AsTask();
        Assert.False(w.IsCompleted);
        c.Cancel();
        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => w);
        Assert.Equal(c.Token, e.CancellationToken);
    }
}
