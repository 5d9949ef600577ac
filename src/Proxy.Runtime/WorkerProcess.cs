using SharedObjects.Calls;
using SharedObjects.Hosting.Processes;
using SharedObjects.Hosting.Workers;

namespace SharedObjects;

/// <summary>
/// A child process that runs one static method of this program, marked <see cref="WorkerTargetAttribute"/>. It ends with its method, or with
/// this process: nothing outlives its owner. Disposing ends it; a worker nobody keeps runs on to its end.
/// </summary>
public sealed partial class WorkerProcess : IAsyncDisposable
{
    private readonly ChildProcess child;

    private WorkerProcess(ChildProcess child) => this.child = child;

    /// <summary>The process id.</summary>
    public int Id => child.Id;

    /// <summary>The exit code once the worker has ended, else <see langword="null"/>: what its method returned, 0 if it returns nothing, not 0 if it failed; 128 plus the signal if one ended it.</summary>
    public int? ExitCode => child.Exited.IsCompletedSuccessfully ? child.Exited.Result.ExitCode : null;

    /// <summary>The exception that ended the worker, once it has ended; <see langword="null"/> if it ended otherwise.</summary>
    public RemoteException? UnhandledException => child.Exited is { IsCompletedSuccessfully: true, Result.Failure: { } failure }
        ? new RemoteException(failure.TypeName, failure.Message, failure.StackTrace)
        : null;

    /// <summary>Waits until the worker has ended.</summary>
    /// <param name="cancellationToken">Ends the wait, not the worker.</param>
    /// <returns>The exit code; see <see cref="ExitCode"/>. How it failed is told by <see cref="UnhandledException"/>.</returns>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken = default) =>
        (await child.Exited.WaitAsync(cancellationToken).ConfigureAwait(false)).ExitCode;

    /// <summary>Ends the worker at once, without any chance to clean up. Does nothing when it has ended.</summary>
    public void Kill() => child.Kill();

    /// <summary>Cancels the worker's token, waits shortly for its end, then kills it.</summary>
    public ValueTask DisposeAsync() => child.DisposeAsync();

    private static WorkerProcess Start(WorkerArguments arguments)
    {
        var start = arguments.ToStart();
        foreach (var slot in start.Arguments.References)
        {
            slot.Handle!.AddProxy();
        }

        ChildProcess child;
        try
        {
            child = ChildLauncher.Shared.Start(new ChildStart { Role = WorkerRole.Name, Arguments = start.Encode() });
        }
        catch
        {
            foreach (var slot in start.Arguments.References)
            {
                slot.Handle!.RemoveProxy();
            }

            throw;
        }

        _ = KeepUntilClaimedAsync(child, start.Arguments);
        return new WorkerProcess(child);
    }

    /// <summary>A reference on its way is held by its sender: each counts as one more proxy here until the worker has its own, or has failed.</summary>
    private static async Task KeepUntilClaimedAsync(ChildProcess child, ArgumentFrame arguments)
    {
        await ((Task)child.Ready).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var slot in arguments.References)
        {
            slot.Handle!.RemoveProxy();
        }
    }
}
