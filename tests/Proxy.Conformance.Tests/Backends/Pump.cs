using System.Collections.Concurrent;

namespace SharedObjects.Conformance.Tests.Backends;

/// <summary>One thread that does one thing at a time: what an object's turn is to its referent.</summary>
internal sealed class Pump : SynchronizationContext, IDisposable
{
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> work = [];
    private readonly Thread thread;

    public Pump()
    {
        thread = new Thread(Run) { IsBackground = true, Name = nameof(Pump) };
        thread.Start();
    }

    public override void Post(SendOrPostCallback d, object? state) => work.Add((d, state));

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs an activity on this thread, its continuations included.</summary>
    public Task RunAsync(Func<Task> activity)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var context = ExecutionContext.Capture()!;
        Post(_ => ExecutionContext.Run(context, _ => _ = FollowAsync(), null), null);
        return done.Task;

        async Task FollowAsync()
        {
            try
            {
                await activity();
                done.SetResult();
            }
            catch (Exception exception)
            {
                done.SetException(exception);
            }
        }
    }

    public void Dispose()
    {
        work.CompleteAdding();
        thread.Join();
        work.Dispose();
    }

    private void Run()
    {
        SetSynchronizationContext(this);
        foreach (var (callback, state) in work.GetConsumingEnumerable())
        {
            callback(state);
        }
    }
}
