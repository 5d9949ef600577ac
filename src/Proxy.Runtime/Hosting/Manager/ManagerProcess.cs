using System.Security.Cryptography;
using System.Text;
using SharedObjects.Calls.Encoding;
using SharedObjects.Client;
using SharedObjects.Hosting.Processes;
using SharedObjects.Transport.Endpoints;
using SharedObjects.Transport.Handshake;

namespace SharedObjects.Hosting.Manager;

/// <summary>A manager in a child process, as its starter sees it. Disposing stops it.</summary>
internal sealed class ManagerProcess : IAsyncDisposable
{
    private readonly ChildProcess child;
    private readonly ManagerKey key;
    private readonly SharedManagerOptions options;
    private Task cleanUp = Task.CompletedTask;

    private ManagerProcess(ChildProcess child, ManagerKey key, SharedManagerOptions options)
    {
        this.child = child;
        this.key = key;
        this.options = options;
    }

    public int Id => child.Id;

    /// <param name="assemblyPath">The assembly of the startup class; empty for the built-in kinds alone.</param>
    /// <param name="startup">The startup class; empty for the built-in kinds alone.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ChildStartException">This program cannot start child processes.</exception>
    public static ManagerProcess Start(string assemblyPath, string startup, SharedManagerOptions options)
    {
        var key = ManagerKey.CreateNew();
        var secret = new byte[key.Length];
        key.CopyTo(secret);
        try
        {
            var child = ChildLauncher.Shared.Start(new ChildStart
            {
                Role = ManagerRole.Name,
                Arguments = new ManagerStart(assemblyPath, startup, secret, options.MaximumFrameLength, options.SessionTimeToLive).Encode(),
                ConnectTimeout = options.StartTimeout,
                Grace = options.StopTimeout,
                RunsUserCode = startup.Length != 0,
                LoggerFactory = options.LoggerFactory,
            });
            return new ManagerProcess(child, key, options);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>Connects as soon as the manager is ready.</summary>
    /// <exception cref="ChildStartException">It ended before, or took too long.</exception>
    public async ValueTask<ClientSession> ConnectAsync(ValueSerializer serializer, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> endpoint;
        try
        {
            endpoint = await child.Ready.WaitAsync(options.StartTimeout, options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException exception)
        {
            throw new ChildStartException($"The manager (process {Id}) was not ready within {options.StartTimeout}; if its startup class needs longer, raise StartTimeout.", exception);
        }

        var address = new ManagerAddress(new UnixSocketEndpoint(Encoding.UTF8.GetString(endpoint.Span)), key);
        cleanUp = CleanUpAsync(address.Endpoint);
        return await ManagerConnection.OpenAsync(address, serializer, HandshakeOptions.Default, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (!child.Ready.IsCompletedSuccessfully)
        {
            // Nobody has an object there yet, and what it waits for in its start may never come.
            child.Kill();
        }

        await child.DisposeAsync().ConfigureAwait(false);
        await cleanUp.ConfigureAwait(false);
    }

    /// <summary>A manager that was killed has left its directory behind.</summary>
    private async Task CleanUpAsync(UnixSocketEndpoint endpoint)
    {
        await child.Exited.ConfigureAwait(false);
        AbandonedDirectories.DeleteIfAbandoned(endpoint.Path);
    }
}
