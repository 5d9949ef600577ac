namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>One client of a condition, which writes down what it did and under which fencing token; the argument of each call is its lease and its token, and a count.</summary>
internal sealed class ConditionClient(ISharedCondition condition)
{
    private readonly Recorder<ISharedCondition> recorder = new(condition);
    private long lease;
    private long token;

    public IEnumerable<Operation> Operations => recorder.Operations;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task EnterAsync()
    {
        var grant = await recorder.CallAsync("enter", (0L, 0L, 0), shared => shared.EnterAsync(Token).AsTask());
        (lease, token) = (grant.Lease, grant.FencingToken);
    }

    public Task NotifyAsync(int count) => recorder.TryAsync("notify", (lease, token, count), shared => shared.WakeAsync(lease, count, Token).AsTask());

    public async Task WaitAsync()
    {
        if (await recorder.TryAsync("wait", (lease, token, 0), WokenAsync) is long returned)
        {
            token = returned;
        }

        async Task<long> WokenAsync(ISharedCondition shared)
        {
            var end = await shared.ParkAsync(lease, Timeout.InfiniteTimeSpan, Token);
            Assert.True(end.Notified && !end.PreviousOwnerLost);
            return end.FencingToken;
        }
    }

    public Task ReleaseAsync() => recorder.TryAsync("release", (lease, token, 0), async shared =>
    {
        await shared.ReleaseLeaseAsync(lease, abandoned: false);
        return true;
    });
}
