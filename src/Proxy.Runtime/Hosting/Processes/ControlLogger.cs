using Microsoft.Extensions.Logging;

namespace SharedObjects.Hosting.Processes;

/// <summary>Sends log entries over a control channel. An entry after the owner has gone has nobody to read it and is dropped.</summary>
internal sealed class ControlLogger(ControlChannel channel, string category, LogLevel minimum) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None && logLevel >= minimum;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;

        var text = formatter(state, exception);
        if (exception is not null)
            text += Environment.NewLine + exception;
        channel.TrySend(ControlMessageKind.Log, new ChildLogEntry(logLevel, category, eventId.Id, text).Encode());
    }
}
