using System.Net.Sockets;
using SharedObjects.Calls.Encoding;
using SharedObjects.Hosting.Manager;
using SharedObjects.Transport;
using SharedObjects.Transport.Endpoints;
using SharedObjects.Transport.Handshake;

namespace SharedObjects.Process.Tests.Managers;

/// <summary>Whatever is at the other end instead of the right manager: one exception says what, and nobody hangs.</summary>
public sealed class RefusalTests : ProcessTests, IDisposable
{
    private static readonly HandshakeOptions Impatient = new() { Deadline = TimeSpan.FromMilliseconds(500) };

    private readonly PrivateDirectory directory = PrivateDirectory.Create("socket");
    private readonly ManagerKey key = ManagerKey.CreateNew();

    private UnixSocketEndpoint Endpoint => new(Path.Combine(directory.FullPath, "socket"));

    public void Dispose()
    {
        directory.Dispose();
        key.Dispose();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_wrong_key()
    {
        await using var manager = await SharedManager.StartAsync(cancellationToken: Token);

        await ExpectAsync(ManagerRefusal.WrongKey, new ManagerAddress(manager.Session.Address!.Endpoint, key));

        await (await manager.QueueAsync<int>(cancellationToken: Token)).PutAsync(1, Token);
    }

    [Fact(Timeout = 60_000)]
    public async Task Another_version_of_the_protocol()
    {
        await using var manager = await SharedManager.StartAsync(cancellationToken: Token);
        var options = new HandshakeOptions { Versions = new ProtocolVersions(7, 9) };

        var exception = await Assert.ThrowsAsync<ManagerRefusedException>(() => ManagerConnector.ConnectAsync(
            manager.Session.Address!.Endpoint, manager.Session.Address.Key, ClientIdentity.OfThisProcess().Encode(), options, Token).AsTask());

        Assert.Equal(ManagerRefusal.ProtocolVersion, exception.Reason);
        Assert.Contains("7 to 9", exception.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_web_server()
    {
        using var server = Listen();
        var serving = ServeAsync(server, static async stream => await stream.WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), Token));

        await ExpectAsync(ManagerRefusal.NotAManager, new ManagerAddress(Endpoint, key));
        await serving;
    }

    [Fact(Timeout = 60_000)]
    public async Task A_server_that_closes_at_once()
    {
        using var server = Listen();
        var serving = ServeAsync(server, static _ => Task.CompletedTask);

        await ExpectAsync(ManagerRefusal.Unreachable, new ManagerAddress(Endpoint, key));
        await serving;
    }

    [Fact(Timeout = 60_000)]
    public async Task A_listener_that_says_nothing()
    {
        using var server = Listen();

        var exception = await Assert.ThrowsAsync<ManagerRefusedException>(() => ManagerConnector.ConnectAsync(
            Endpoint, key, ClientIdentity.OfThisProcess().Encode(), Impatient, Token).AsTask());

        Assert.Equal(ManagerRefusal.Unreachable, exception.Reason);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_plain_file()
    {
        await File.WriteAllTextAsync(Endpoint.Path, "not a socket", Token);

        await ExpectAsync(ManagerRefusal.Unreachable, new ManagerAddress(Endpoint, key));
    }

    [Fact(Timeout = 60_000)]
    public Task Nothing() => ExpectAsync(ManagerRefusal.Unreachable, new ManagerAddress(Endpoint, key));

    [Fact(Timeout = 60_000)]
    public Task Not_even_a_directory() => ExpectAsync(ManagerRefusal.Unreachable, new ManagerAddress(new UnixSocketEndpoint("/nowhere/at-all"), key));

    [Fact(Timeout = 60_000)]
    public async Task A_directory_that_others_may_enter()
    {
        File.SetUnixFileMode(directory.FullPath, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);
        using var server = Listen();

        await ExpectAsync(ManagerRefusal.UnsafeEndpoint, new ManagerAddress(Endpoint, key));
    }

    private static async Task ExpectAsync(ManagerRefusal reason, ManagerAddress address)
    {
        var exception = await Assert.ThrowsAsync<ManagerRefusedException>(() => ManagerConnection.OpenAsync(address, ValueSerializer.Default, HandshakeOptions.Default, Token).AsTask());

        Assert.Equal(reason, exception.Reason);
    }

    private static async Task ServeAsync(Socket server, Func<NetworkStream, Task> serve)
    {
        using var accepted = await server.AcceptAsync(Token);
        await using var stream = new NetworkStream(accepted);
        _ = await stream.ReadAsync(new byte[256], Token);
        await serve(stream);
    }

    private Socket Listen()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(Endpoint.Path));
        socket.Listen();
        return socket;
    }
}
