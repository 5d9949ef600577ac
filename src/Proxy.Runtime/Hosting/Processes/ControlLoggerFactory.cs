using Microsoft.Extensions.Logging;

namespace SharedObjects.Hosting.Processes;

/// <summary>In a child: loggers whose entries come out of the owner's loggers of the same category.</summary>
internal sealed class ControlLoggerFactory(ControlChannel channel) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) =>
        new ControlLogger(channel, categoryName, channel.Start?.MinimumLogLevel ?? LogLevel.Information);

    public void AddProvider(ILoggerProvider provider) =>
        throw new NotSupportedException("The entries of a child go to its owner; add the provider there.");

    public void Dispose()
    {
    }
}
