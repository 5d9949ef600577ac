using System.Net.Sockets;
using SharedObjects.Calls;
using SharedObjects.Transport;
using SharedObjects.Transport.JsonRpc;

namespace SharedObjects.Benchmarks.Calls;

/// <summary>StreamJsonRpc as it comes, with our formatter and handler: one registered method, found and invoked by its own dispatch.</summary>
internal static class BareServer
{
    public static async Task ServeAsync(Socket connection)
    {
        using var rpc = Create(connection);
        rpc.AddLocalRpcMethod(Envelope.CallMethod, static () => Task.FromResult(ReplyFrame.Rent()));
        rpc.StartListening();
        await rpc.Completion;
    }

    public static StreamJsonRpc.JsonRpc Create(Socket connection) =>
        new(new FrameMessageHandler(new DuplexPipe(new NetworkStream(connection, ownsSocket: true)), new FrameFormatter(), FrameLimit.Default));
}
