using Microsoft.Extensions.Logging.Abstractions;
using SharedObjects.Transport.Endpoints;

namespace SharedObjects.Runtime.Tests.Transport.Support;

/// <summary>Both ends of a real connection through a real listener.</summary>
internal sealed class SocketPair : IDisposable
{
    private readonly PrivateDirectory directory = PrivateDirectory.Create("s");
    private readonly UnixSocketListener listener;

    private SocketPair() =>
        listener = UnixSocketListener.Listen(
            new UnixSocketEndpoint(Path.Combine(directory.FullPath, "s")), NullLogger.Instance, TimeProvider.System);

    public SocketConnection Client { get; private set; } = null!;

    public SocketConnection Server { get; private set; } = null!;

    public static async Task<SocketPair> CreateAsync(CancellationToken cancellationToken)
    {
        var pair = new SocketPair();
        pair.Client = await UnixSocketConnector.ConnectAsync(pair.listener.Endpoint, cancellationToken);
        pair.Server = await pair.listener.AcceptAsync(cancellationToken);
        return pair;
    }

    public void Dispose()
    {
        Client.Dispose();
        Server.Dispose();
        listener.Dispose();
        directory.Dispose();
    }
}
