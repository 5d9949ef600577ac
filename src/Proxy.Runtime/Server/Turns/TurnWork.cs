namespace SharedObjects.Server.Turns;

/// <summary>One thing to do on a turn: begin a call, or go on with it.</summary>
internal readonly record struct TurnWork(TurnCall? Call, SendOrPostCallback? Callback, object? State)
{
    public void Invoke()
    {
        if (Call is null)
        {
            Callback!(State);
        }
        else if (Callback is null)
        {
            Call.Begin();
        }
        else
        {
            Call.Continue(Callback, State);
        }
    }
}
