namespace SharedObjects.Conformance.Tests.Specs;

/// <summary>Does what it must not: it uses contexts of calls that have ended.</summary>
internal sealed class Late : ILate
{
    private readonly List<CallContext> kept = [];

    public async ValueTask KeepAsync()
    {
        kept.Add(CallContext.Current);
        await Task.Yield();
    }

    public ValueTask StampAsync()
    {
        kept.ForEach(static context => context.TookEffect());
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
