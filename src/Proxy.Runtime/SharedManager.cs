using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SharedObjects.Calls;
using SharedObjects.Calls.Encoding;
using SharedObjects.Client;
using SharedObjects.Hosting;
using SharedObjects.Hosting.Manager;
using SharedObjects.Server;

namespace SharedObjects;

/// <summary>
/// A manager as its user sees it: makes shared objects and opens those that exist. Thread-safe. Disposing the one that started a manager stops
/// the manager and ends its objects.
/// </summary>
public sealed partial class SharedManager : IAsyncDisposable
{
    private readonly IAsyncDisposable? host;

    private SharedManager(ClientSession session, IAsyncDisposable? host, int processId)
    {
        Session = session;
        this.host = host;
        ProcessId = processId;
    }

    /// <summary>The process the manager runs in.</summary>
    public int ProcessId { get; }

    /// <summary>
    /// Cancelled when this process can no longer count on what it holds in the manager: the manager was stopped or died, the connection to it was lost, or
    /// the session has ended, or may have, because neither heard of the other for <see cref="SharedManagerOptions.SessionTimeToLive"/>. All objects of
    /// this manager have the same token (<see cref="ISharedObject.Lost"/>). Calls made afterwards fail: with <see cref="SessionEndedException"/> if the
    /// session ended by silence, else with <see cref="ManagerLostException"/>.
    /// </summary>
    public CancellationToken Lost => Session.Lost;

    internal ClientSession Session { get; }

    /// <summary>The manager itself, if it is in this process.</summary>
    internal ManagerServer? Server => host as ManagerServer;

    /// <summary>Starts a manager of the built-in kinds in a process of its own, which ends with this one.</summary>
    /// <param name="options">Options; the defaults if left out.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <exception cref="ChildStartException">The process could not start; the message holds its own error.</exception>
    public static ValueTask<SharedManager> StartAsync(SharedManagerOptions? options = null, CancellationToken cancellationToken = default) =>
        StartAsync("", "", options ?? new SharedManagerOptions(), cancellationToken);

    /// <summary>Starts a manager in a process of its own, which ends with this one, and lets a class of this program say what it hosts.</summary>
    /// <typeparam name="TStartup">The class; it runs in the manager's process.</typeparam>
    /// <param name="options">Options; the defaults if left out.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <exception cref="ChildStartException">The process could not start, or the class failed; the message holds the process's own error.</exception>
    public static ValueTask<SharedManager> StartAsync<TStartup>(SharedManagerOptions? options = null, CancellationToken cancellationToken = default)
        where TStartup : IManagerStartup =>
        StartAsync(LocationOf(typeof(TStartup)), typeof(TStartup).FullName!, options ?? new SharedManagerOptions(), cancellationToken);

    /// <summary>Starts a manager in this process, for tests and for programs that share only between their own tasks. It behaves as one in a process of its own.</summary>
    /// <param name="configure">Registers contracts besides the built-in ones.</param>
    /// <param name="options">Options; the defaults if left out.</param>
    public static SharedManager StartInProcess(Action<ManagerBuilder>? configure = null, SharedManagerOptions? options = null)
    {
        options ??= new SharedManagerOptions();
        var logger = options.LoggerFactory?.CreateLogger(nameof(SharedObjects)) ?? (ILogger)NullLogger.Instance;
        var server = ManagerHost.Create(configure, options.TimeProvider, new ValueSerializer(options.TypeShapes), logger);
        return new SharedManager(ManagerHost.Connect(server), server, Environment.ProcessId);
    }

    /// <summary>Makes an object.</summary>
    /// <typeparam name="TContract">A managed interface that the manager can make.</typeparam>
    /// <exception cref="NotManagedException">The type is no managed interface, or the manager has no factory for it.</exception>
    public ValueTask<TContract> CreateAsync<TContract>(CancellationToken cancellationToken = default)
        where TContract : class => CreateAsync<TContract, Payload>(default, cancellationToken);

    /// <summary>Makes an object from a value its factory asks for.</summary>
    /// <typeparam name="TContract">A managed interface that the manager can make.</typeparam>
    /// <typeparam name="TArgument">What its factory was registered with.</typeparam>
    /// <exception cref="NotManagedException">The type is no managed interface, or the manager has no factory for it.</exception>
    public async ValueTask<TContract> CreateAsync<TContract, TArgument>(TArgument argument, CancellationToken cancellationToken = default)
        where TContract : class
    {
        var handle = await Session.CreateAsync<TContract, TArgument>(argument, cancellationToken).ConfigureAwait(false);
        return Contract.Of<TContract>().CreateProxy<TContract>(handle);
    }

    /// <summary>Opens an object that the manager has under a name.</summary>
    /// <typeparam name="TContract">The object's contract, with the type arguments it was registered with.</typeparam>
    /// <exception cref="ObjectNotFoundException">There is no such name.</exception>
    /// <exception cref="ContractMismatchException">The object has another contract or holds other types.</exception>
    public async ValueTask<TContract> OpenAsync<TContract>(string name, CancellationToken cancellationToken = default)
        where TContract : class
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var handle = await Session.Manager.OpenAsync(name, cancellationToken).ConfigureAwait(false);
        return Contract.Of<TContract>().CreateProxy<TContract>(handle);
    }

    /// <summary>What an object's referent says of its state.</summary>
    /// <summary>A client in the manager's own process that does not own the manager.</summary>
    internal static SharedManager Within(ManagerServer server) => new(ManagerHost.Connect(server), host: null, Environment.ProcessId);

    internal ValueTask<Payload> SaveAsync(ISharedObject shared, CancellationToken cancellationToken) => Session.SaveAsync((ManagedProxy)shared, cancellationToken);

    /// <summary>Makes an object with the state that another had.</summary>
    internal async ValueTask<TContract> RestoreAsync<TContract>(Payload state, CancellationToken cancellationToken)
        where TContract : class
    {
        var handle = await Session.RestoreAsync<TContract>(state, cancellationToken).ConfigureAwait(false);
        return Contract.Of<TContract>().CreateProxy<TContract>(handle);
    }

    /// <summary>Ends this process's session; if it started the manager, stops the manager.</summary>
    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync().ConfigureAwait(false);
        if (host is not null)
        {
            await host.DisposeAsync().ConfigureAwait(false);
        }
    }

    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "An empty location is answered with an error.")]
    private static string LocationOf(Type type) => type.Assembly.Location is { Length: > 0 } location
        ? location
        : throw new ChildStartException($"The assembly of {type} has no file that another process could load: single-file and in-memory programs cannot start managers.");

    private static async ValueTask<SharedManager> StartAsync(string assemblyPath, string startup, SharedManagerOptions options, CancellationToken cancellationToken)
    {
        var process = ManagerProcess.Start(assemblyPath, startup, options);
        try
        {
            var session = await process.ConnectAsync(new ValueSerializer(options.TypeShapes), cancellationToken).ConfigureAwait(false);
            return new SharedManager(session, process, process.Id);
        }
        catch
        {
            await process.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
