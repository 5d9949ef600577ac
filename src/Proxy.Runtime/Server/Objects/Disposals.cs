using Microsoft.Extensions.Logging;
using SharedObjects.Calls;
using SharedObjects.Server.Turns;

namespace SharedObjects.Server.Objects;

/// <summary>
/// Disposes referents, each on its own turn. They are counted and not listed: ten thousand that the garbage collector finds at once leave
/// nothing behind when they are done.
/// </summary>
internal sealed partial class Disposals(ILogger logger)
{
    private readonly Lock gate = new();
    private int underWay;
    private TaskCompletionSource? idle;

    /// <summary>Disposes a referent soon.</summary>
    public void Start(Contract contract, object referent, Turn turn)
    {
        if (referent is IAsyncDisposable or IDisposable)
        {
            lock (gate)
            {
                underWay++;
            }

            Post(contract, referent, turn, Ended);
        }
    }

    /// <summary>Disposes a referent; done when that is.</summary>
    public Task RunAsync(Contract contract, object referent, Turn turn)
    {
        if (referent is not (IAsyncDisposable or IDisposable))
        {
            return Task.CompletedTask;
        }

        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(contract, referent, turn, done.SetResult);
        return done.Task;
    }

    /// <summary>Done when nothing that was started is under way any more.</summary>
    public Task WhenIdleAsync()
    {
        lock (gate)
        {
            return underWay == 0
                ? Task.CompletedTask
                : (idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    private void Post(Contract contract, object referent, Turn turn, Action ended) =>
        new ManagerSynchronizationContext(turn).Post(_ => _ = DisposeHereAsync(contract, referent, ended), null);

    private async Task DisposeHereAsync(Contract contract, object referent, Action ended)
    {
        try
        {
            if (referent is IAsyncDisposable asyncDisposable)
            {
                await asyncDisposable.DisposeAsync().ConfigureAwait(true);
            }
            else
            {
                ((IDisposable)referent).Dispose();
            }
        }
        catch (Exception exception)
        {
            LogFailed(logger, contract.Name, exception);
        }
        finally
        {
            ended();
        }
    }

    private void Ended()
    {
        TaskCompletionSource? reached = null;
        lock (gate)
        {
            if (--underWay == 0)
            {
                (reached, idle) = (idle, null);
            }
        }

        reached?.SetResult();
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "A {Contract} failed while it was disposed.")]
    private static partial void LogFailed(ILogger logger, string contract, Exception exception);
}
