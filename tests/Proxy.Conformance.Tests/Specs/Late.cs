namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>Does what it must not: it uses contexts of calls that have ended.</summary>
/// <param name="count">How many calls it keeps the contexts of; they end together.</param>
/// <param name="late">When they have all ended.</param>
internal sealed class Late(int count, Task late) : ILate
{
    private readonly List<CallContext> kept = [];
    private readonly TaskCompletionSource full = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async ValueTask KeepAsync()
    {
        kept.Add(CallContext.Current);
        if (kept.Count == count)
        {
            full.SetResult();
        }

        await full.Task;
    }

    public async ValueTask StampAsync()
    {
        await late;
        kept.ForEach(static context => context.TookEffect());
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
