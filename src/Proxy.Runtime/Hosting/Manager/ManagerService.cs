using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using SharedObjects.Calls;
using SharedObjects.Server;
using SharedObjects.Server.Sessions;
using SharedObjects.Transport;
using SharedObjects.Transport.Endpoints;
using SharedObjects.Transport.Handshake;
using SharedObjects.Transport.JsonRpc;

namespace SharedObjects.Hosting.Manager;

/// <summary>Puts a manager behind its endpoint: lets clients in and serves each until its connection ends, which ends its session.</summary>
internal sealed partial class ManagerService : IAsyncDisposable
{
    private readonly ConditionalWeakTable<AcceptedClient, SessionWelcome> welcomes = [];
    private readonly ManagerServer server;
    private readonly ManagerListener listener;
    private readonly int maximumFrameLength;
    private readonly TimeSpan timeToLive;
    private readonly SilenceSweep sweep;
    private readonly Task serving;

    /// <param name="server">The manager; stays the caller's.</param>
    /// <param name="key">The key clients have to hold; stays the caller's.</param>
    /// <param name="maximumFrameLength">How long a message may be, in bytes.</param>
    /// <param name="timeToLive">How long a client may be silent; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
    /// <param name="options">How clients are let in, and the clock.</param>
    public ManagerService(ManagerServer server, ManagerKey key, int maximumFrameLength, TimeSpan timeToLive, HandshakeOptions options)
    {
        this.timeToLive = timeToLive;
        sweep = new SilenceSweep(timeToLive, options.TimeProvider);
        this.server = server;
        this.maximumFrameLength = maximumFrameLength;
        listener = ManagerListener.Start(key, Welcome, options, server.Logger);
        serving = ServeAsync();
    }

    /// <summary>Where clients connect to.</summary>
    public UnixSocketEndpoint Endpoint => listener.Endpoint;

    /// <summary>Lets nobody in any more; sessions go on until the manager ends them.</summary>
    public async ValueTask DisposeAsync()
    {
        await listener.DisposeAsync().ConfigureAwait(false);
        await serving.ConfigureAwait(false);
        sweep.Dispose();
    }

    [LoggerMessage(EventId = 10, Level = LogLevel.Debug, Message = "Process {ProcessId} ({ProcessName}) connected; session {Session}.")]
    private static partial void LogConnected(ILogger logger, int processId, string processName, Guid session);

    [LoggerMessage(EventId = 11, Level = LogLevel.Warning, Message = "The connection of process {ProcessId} ({ProcessName}) was ended: {Reason}")]
    private static partial void LogBroken(ILogger logger, int processId, string processName, string reason);

    [LoggerMessage(EventId = 12, Level = LogLevel.Error, Message = "A client that was let in could not be served.")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    private static bool HasUnread(ClientConnection connection)
    {
        try
        {
            return connection.Connection.Socket.Available > 0;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }

    private ReadOnlyMemory<byte> Welcome(AcceptedClient client)
    {
        var version = ContractVersion.Of(server.Root.Contract);
        var identity = ClientIdentity.Decode(client.Identity);
        var welcome = new SessionWelcome(
            Guid.NewGuid(),
            server.Home,
            maximumFrameLength,
            identity.ManagerFingerprint == version.Fingerprint ? version with { Members = [] } : version,
            identity.KeepsAlive ? timeToLive : Timeout.InfiniteTimeSpan);
        welcomes.Add(client, welcome);
        return welcome.Encode();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            ClientConnection client;
            try
            {
                client = await listener.AcceptAsync(CancellationToken.None).ConfigureAwait(false);
            }
            catch (ObjectDisposedException)
            {
                return;
            }

            _ = ServeAsync(client);
        }
    }

    private async Task ServeAsync(ClientConnection connection)
    {
        using (connection)
        {
            try
            {
                welcomes.TryGetValue(connection.Client, out var welcome);
                var identity = ClientIdentity.Decode(connection.Client.Identity);
                var caller = new Caller(
                    welcome!.Session,
                    connection.Client.Peer?.ProcessId ?? identity.ProcessId,
                    identity.ProcessName,
                    identity.MachineName);
                var session = server.OpenSession(caller, repliesHere: true, maximumFrameLength);
                var presence = welcome.TimeToLive == Timeout.InfiniteTimeSpan ? null : sweep.Watch(session, () => HasUnread(connection));
                var reason = "it could not be served";
                try
                {
                    LogConnected(server.Logger, caller.ProcessId, caller.ProcessName, caller.Session);
                    using var service = new JsonRpcService(new DuplexPipe(connection.Connection.Stream), session, maximumFrameLength, presence is null ? null : presence.Heard);
                    using var stop = session.EndToken.UnsafeRegister(static service => ((JsonRpcService)service!).Dispose(), service);
                    var end = await service.Ended.ConfigureAwait(false);
                    if (!end.IsOrderly)
                    {
                        LogBroken(server.Logger, caller.ProcessId, caller.ProcessName, end.Reason);
                    }
                    reason = end.Reason;
                }
                finally
                {
                    session.End(reason);
                    if (presence is not null)
                    {
                        sweep.Forget(presence);
                    }
                }
            }
            catch (Exception exception)
            {
                LogFailed(server.Logger, exception);
            }
        }
    }
}
