using System.Net.Sockets;

namespace SharedObjects.Benchmarks.Calls;

/// <summary>The servers the calls are compared with, each in a process of its own like the manager.</summary>
public static class Servers
{
    [WorkerTarget]
    public static async Task EchoAsync(string path) => await EchoServer.ServeAsync(await AcceptAsync(path));

    [WorkerTarget]
    public static async Task BareAsync(string path) => await BareServer.ServeAsync(await AcceptAsync(path));

    internal static Socket Listen(string path)
    {
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        return listener;
    }

    private static async Task<Socket> AcceptAsync(string path)
    {
        using var listener = Listen(path);
        return await listener.AcceptAsync();
    }
}
