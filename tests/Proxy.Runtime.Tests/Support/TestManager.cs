using SharedObjects.Calls.Encoding;
using SharedObjects.Client;
using SharedObjects.Hosting;
using SharedObjects.Hosting.Manager;
using SharedObjects.Runtime.Tests.Transport.Support;
using SharedObjects.Server;
using SharedObjects.Transport;
using SharedObjects.Transport.Endpoints;
using SharedObjects.Transport.Handshake;

namespace SharedObjects.Runtime.Tests.Support;

/// <summary>A manager in this process behind a real socket, with its insides in view.</summary>
internal sealed class TestManager : IAsyncDisposable
{
    private readonly ManagerKey key = ManagerKey.CreateNew();
    private readonly ManagerService service;

    private readonly HandshakeOptions options;

    /// <param name="configure">Registers contracts besides the built-in ones.</param>
    /// <param name="maximumFrameLength">How long a message may be, in bytes.</param>
    /// <param name="timeToLive">How long a client may be silent; <see langword="null"/> for ever.</param>
    /// <param name="timeProvider">What measures that, for the manager and its clients.</param>
    public TestManager(Action<ManagerBuilder>? configure = null, int maximumFrameLength = FrameLimit.Default, TimeSpan? timeToLive = null, TimeProvider? timeProvider = null)
    {
        options = new HandshakeOptions { TimeProvider = timeProvider ?? TimeProvider.System };
        Server = ManagerHost.Create(configure, TimeProvider.System, ValueSerializer.Default, Logger);
        service = new ManagerService(Server, key, maximumFrameLength, timeToLive ?? Timeout.InfiniteTimeSpan, options);
    }

    public RecordingLogger Logger { get; } = new();

    public ManagerServer Server { get; }

    /// <summary>A client as any process would be.</summary>
    public ValueTask<ClientSession> ConnectAsync() =>
        ManagerConnection.OpenAsync(new ManagerAddress(service.Endpoint, Copy(key)), ValueSerializer.Default, options, TestContext.Current.CancellationToken);

    /// <summary>A client that was let in and now says what the test wants.</summary>
    public ValueTask<ManagerSocket> ConnectRawAsync(bool keepsAlive = true) => ManagerConnector.ConnectAsync(
        service.Endpoint, key, (ClientIdentity.OfThisProcess() with { KeepsAlive = keepsAlive }).Encode(), options, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        await Server.DisposeAsync();
        key.Dispose();
    }

    private static ManagerKey Copy(ManagerKey key)
    {
        var bytes = new byte[key.Length];
        key.CopyTo(bytes);
        return ManagerKey.FromBytes(bytes);
    }
}
