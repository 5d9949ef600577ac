using System.Net.Sockets;

namespace SharedObjects.Benchmarks.Calls;

/// <summary>Sends back what it receives: the least a call over a socket can cost.</summary>
internal static class EchoServer
{
    public const int MessageLength = 64;

    public static async Task ServeAsync(Socket connection)
    {
        var buffer = new byte[MessageLength];
        while (await connection.ReceiveAsync(buffer, SocketFlags.None) is var received and > 0)
        {
            await connection.SendAsync(buffer.AsMemory(0, received), SocketFlags.None);
        }
    }
}
