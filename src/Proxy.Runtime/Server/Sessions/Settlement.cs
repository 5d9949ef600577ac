using Microsoft.Extensions.Logging;
using SharedObjects.Server.Turns;

namespace SharedObjects.Server.Sessions;

/// <summary>What the end of a session means for one object; done in one piece on its turn.</summary>
internal sealed partial class Settlement
{
    private readonly Lock gate = new();
    private bool hasBegun;

    public List<TurnCall> Calls { get; } = [];

    /// <summary>What the session took and has not confirmed.</summary>
    public List<Undelivered> Taken { get; } = [];

    /// <summary>What the object does about what the session holds in it.</summary>
    public List<EndAction> Actions { get; } = [];

    /// <summary>A call that was granted something before the session ended, and ends now: what it took goes back with everything else.</summary>
    /// <returns>False if that has been done; then it goes back by itself.</returns>
    public bool TryAdd(Undelivered taken)
    {
        lock (gate)
        {
            if (!hasBegun)
            {
                Taken.Add(taken);
            }

            return !hasBegun;
        }
    }

    /// <summary>
    /// First the session's waiting calls leave, so that nothing its holds give back can go to them. Calls that were granted something and have not
    /// ended yet belong to what was taken: all of it goes back at once, the last first, so that the order is the old one. Only then does anybody else move.
    /// </summary>
    public void Run(ILogger logger)
    {
        foreach (var call in Calls)
        {
            Guard(call.Cancel, logger);
            if (call.Version != 0 && call.TakeBack() is { } undo)
            {
                TryAdd(new Undelivered(call.Entry, undo, call.Afterwards, call.Version));
            }
        }

        lock (gate)
        {
            hasBegun = true;
        }

        foreach (var taken in Taken.OrderByDescending(static taken => taken.Version))
        {
            Guard(taken.Undo, logger);
        }

        foreach (var action in Enumerable.Reverse(Actions))
        {
            Guard(action.Settle, logger);
        }

        foreach (var afterwards in Taken.Select(static taken => taken.Afterwards).Concat(Actions.Select(static action => action.Afterwards)).OfType<Action>().Distinct())
        {
            Guard(afterwards, logger);
        }
    }

    private static void Guard(Action action, ILogger logger)
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

    [LoggerMessage(EventId = 3, Level = LogLevel.Error, Message = "An object failed to settle what an ended session held.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
