using Microsoft.Extensions.Logging;
using SharedObjects.Server.Turns;

namespace SharedObjects.Server.Sessions;

/// <summary>What the end of a session means for one object; done in one piece on its turn.</summary>
internal sealed partial class Settlement
{
    public List<TurnCall> Calls { get; } = [];

    public List<Action> Actions { get; } = [];

    /// <summary>First the session's waiting calls leave, so that nothing its holds give back can go to them.</summary>
    public void Run(ILogger logger)
    {
        foreach (var call in Calls)
        {
            call.Cancel();
        }

        foreach (var action in Actions)
        {
            try
            {
                action();
            }
            catch (Exception exception)
            {
                LogFailed(logger, exception);
            }
        }
    }

    [LoggerMessage(EventId = 3, Level = LogLevel.Error, Message = "An object failed to settle what an ended session held.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
