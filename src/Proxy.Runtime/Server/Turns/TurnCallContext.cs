using SharedObjects.Server.Sessions;

namespace SharedObjects.Server.Turns;

/// <summary>What the referent sees of its call.</summary>
internal sealed class TurnCallContext(TurnCall call) : CallContext
{
    public override Caller Caller => Session.Caller;

    /// <summary>The session the call belongs to.</summary>
    public Session Session => call.Session;

    internal override SynchronizationContext Turn => call.Entry.Turn.Context;

    public override IDisposable OnSessionEnd(Action settle, Action? afterwards) => Session.AddEndAction(call.Entry, settle, afterwards);

    public override void UndoIfUndelivered(Action undo, Action? afterwards) => call.AddUndo(undo, afterwards);

    public override void TookEffect() => call.TookEffect();

    internal override bool HasSessionEnded => Session.HasEnded;

    internal override void LogAbandoned(string what) => Session.LogAbandoned(call.Entry, what);

    /// <summary>Makes this the context of the running thread; gives back the one before.</summary>
    public CallContext? Enter() => Exchange(this);

    public static void Leave(CallContext? outer) => Exchange(outer);
}
