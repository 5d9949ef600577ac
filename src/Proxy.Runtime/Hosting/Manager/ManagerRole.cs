using System.Text;
using SharedObjects.Calls.Encoding;
using SharedObjects.Hosting.Processes;
using SharedObjects.Server.Objects;
using SharedObjects.Transport.Endpoints;
using SharedObjects.Transport.Handshake;

namespace SharedObjects.Hosting.Manager;

/// <summary>A child process that is a manager: it ends when its owner lets go of it.</summary>
internal sealed class ManagerRole : IChildRole
{
    public const string Name = "manager";

    public async ValueTask<int> RunAsync(ControlChannel channel, CancellationToken ownerGone)
    {
        var start = ManagerStart.Decode(channel.Arguments);
        using var logs = new ControlLoggerFactory(channel);
        var startup = start.Startup.Length == 0 ? null : UserAssembly.Load(start.AssemblyPath).Startup(start.Startup);
        using var key = ManagerKey.FromBytes(start.Key.Span);
        var server = ManagerHost.Create(
            startup is null ? null : startup.Configure,
            TimeProvider.System,
            ValueSerializer.Default,
            logs.CreateLogger(nameof(SharedObjects)));
        await using var stopServer = server.ConfigureAwait(false);
        var service = new ManagerService(server, key, start.MaximumFrameLength, start.TimeToLive, HandshakeOptions.Default);
        await using var stopService = service.ConfigureAwait(false);
        await channel.ReadyAsync(Encoding.UTF8.GetBytes(service.Endpoint.Path), ownerGone).ConfigureAwait(false);
        using var nudge = new CollectionNudge(server.Objects, TimeProvider.System);
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = ownerGone.UnsafeRegister(static stopped => ((TaskCompletionSource)stopped!).TrySetResult(), stopped);
        await stopped.Task.ConfigureAwait(false);
        return 0;
    }
}
