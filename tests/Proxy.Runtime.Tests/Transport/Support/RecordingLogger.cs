using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace SharedObjects.Runtime.Tests.Transport.Support;

/// <summary>Keeps what is logged, and lets a test wait for the next line.</summary>
internal sealed class RecordingLogger : ILogger
{
    private readonly Channel<string> news = Channel.CreateUnbounded<string>();
    private readonly ConcurrentQueue<string> lines = new();

    public IReadOnlyCollection<string> Lines => lines;

    /// <summary>Called with each line, as a logger of a user's that may fail.</summary>
    public Action<string>? Heard { get; set; }

    public ValueTask<string> NextAsync() => news.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = $"{formatter(state, exception)} {exception}";
        lines.Enqueue(line);
        news.Writer.TryWrite(line);
        Heard?.Invoke(line);
    }
}
