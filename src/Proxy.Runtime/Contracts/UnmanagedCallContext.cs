namespace SharedObjects.Contracts;

/// <summary>The context of a referent used directly, without a manager: no caller, no session, nothing to deliver.</summary>
internal sealed class UnmanagedCallContext : CallContext
{
    private UnmanagedCallContext()
    {
    }

    public static UnmanagedCallContext Instance { get; } = new();

    public override Caller? Caller => null;

    internal override SynchronizationContext? Turn => SynchronizationContext.Current;

    public override IDisposable OnSessionEnd(Action settle, Action? afterwards) => NeverEnds.Instance;

    public override void UndoIfUndelivered(Action undo, Action? afterwards)
    {
    }

    public override void TookEffect()
    {
    }

    internal override bool HasSessionEnded => false;

    internal override void LogAbandoned(string what)
    {
    }

    private sealed class NeverEnds : IDisposable
    {
        public static readonly NeverEnds Instance = new();

        public void Dispose()
        {
        }
    }
}
