using SharedObjects.Transport.Endpoints;

namespace SharedObjects.Hosting.Processes;

/// <summary>One child that is about to connect.</summary>
internal sealed class ControlExpectation(ControlListener listener, string token) : IDisposable
{
    private readonly TaskCompletionSource<int> processId = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<SocketConnection> accepted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool taken;

    public string Token { get; } = token;

    /// <summary>Known only once the process has been started, which on a busy machine can be after it has connected.</summary>
    public Task<int> ProcessId => processId.Task;

    /// <summary>The child's connection, once it has shown that it is the child.</summary>
    public Task<SocketConnection> Accepted => accepted.Task;

    public void Started(int id) => processId.TrySetResult(id);

    public bool TryAccept(SocketConnection connection) => accepted.TrySetResult(connection);

    /// <summary>The accepted connection, which is the caller's from now on.</summary>
    public async ValueTask<SocketConnection> TakeAsync()
    {
        var connection = await Accepted.ConfigureAwait(false);
        taken = true;
        return connection;
    }

    /// <summary>The child is no longer expected; a connection that nobody took is closed.</summary>
    public void Dispose()
    {
        listener.Forget(this);
        processId.TrySetCanceled();
        if (!accepted.TrySetCanceled() && !taken)
            accepted.Task.Result.Dispose();
    }
}
