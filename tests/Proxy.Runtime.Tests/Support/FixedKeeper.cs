namespace SharedObjects.Runtime.Tests.Support;

/// <summary>Keeps what it was made with.</summary>
internal sealed class FixedKeeper(IKeeper kept) : IKeeper
{
    public ValueTask KeepAsync(IKeeper? other) => ValueTask.CompletedTask;

    public ValueTask<IKeeper?> KeptAsync() => new(kept);
}
