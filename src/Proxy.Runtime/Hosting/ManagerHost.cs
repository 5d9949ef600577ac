using Microsoft.Extensions.Logging;
using SharedObjects.Calls.Encoding;
using SharedObjects.Client;
using SharedObjects.Server;
using SharedObjects.Server.Sessions;

namespace SharedObjects.Hosting;

/// <summary>Puts a manager together from its registrations, in whatever process it is.</summary>
internal static class ManagerHost
{
    public static ManagerServer Create(Action<ManagerBuilder>? configure, TimeProvider timeProvider, ValueSerializer serializer, ILogger logger)
    {
        var registrations = new Registrations(timeProvider);
        configure?.Invoke(registrations);
        var server = new ManagerServer(registrations.Factories, serializer, logger);
        if (registrations.Names.Count > 0)
        {
            // On the thread pool: whoever starts a manager may have a context that waits for this very thread.
            Task.Run(() => NameAsync(server, registrations)).GetAwaiter().GetResult();
        }

        return server;
    }

    /// <summary>A session of this very process with a manager in it.</summary>
    public static ClientSession Connect(ManagerServer server)
    {
        var session = server.OpenSession(ManagerServer.CallerOf(Guid.NewGuid(), Environment.ProcessId), repliesHere: false);
        return new ClientSession(new LocalChannel(session), server.Serializer, address: null);
    }

    /// <summary>Makes what has a name, by a client of its own.</summary>
    private static async Task NameAsync(ManagerServer server, Registrations registrations)
    {
        try
        {
            var manager = SharedManager.Within(server);
            await using var end = manager.ConfigureAwait(false);
            foreach (var (name, create) in registrations.Names)
            {
                server.Name(name, await create(manager).ConfigureAwait(false));
            }
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
