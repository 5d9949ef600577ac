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
        return new ManagerServer(registrations.Factories, registrations.Names, serializer, logger);
    }

    /// <summary>A session of this very process with a manager in it.</summary>
    public static ClientSession Connect(ManagerServer server)
    {
        var session = server.OpenSession(ManagerServer.CallerOf(Guid.NewGuid(), Environment.ProcessId), repliesHere: false);
        return new ClientSession(new LocalChannel(session), server.Serializer, address: null);
    }
}
