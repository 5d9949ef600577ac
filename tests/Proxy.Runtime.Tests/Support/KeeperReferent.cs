namespace SharedObjects.Runtime.Tests.Support;

internal sealed class KeeperReferent(Action disposed) : IKeeper, IDisposable
{
    private IKeeper? kept;

    public ValueTask KeepAsync(IKeeper? other)
    {
        kept = other;
        return ValueTask.CompletedTask;
    }

    public ValueTask<IKeeper?> KeptAsync() => ValueTask.FromResult(kept);

    public void Dispose() => disposed();
}
