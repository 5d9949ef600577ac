using System.IO.Pipelines;
using SharedObjects.Calls;
using StreamJsonRpc;

namespace SharedObjects.Transport.JsonRpc;

/// <summary>A manager's end of one connection: passes calls to the client's session until the connection ends.</summary>
internal sealed class JsonRpcService : IDisposable
{
    private readonly CallPeer peer;

    /// <param name="pipe">The connection, both sides of it proved.</param>
    /// <param name="session">Executes the client's calls.</param>
    /// <param name="maximumFrameLength">How long a message may be, in bytes.</param>
    /// <param name="heard">Told when something arrives.</param>
    public JsonRpcService(IDuplexPipe pipe, ICallInvoker session, int maximumFrameLength, Action? heard = null)
    {
        var ended = new TaskCompletionSource<ConnectionEnd>(TaskCreationOptions.RunContinuationsAsynchronously);
        Ended = ended.Task;
        peer = new CallPeer(new FrameMessageHandler(pipe, new FrameFormatter(), maximumFrameLength, heard), session);
        peer.Disconnected += (_, end) => ended.TrySetResult(new ConnectionEnd(
            end.Reason is DisconnectedReason.RemotePartyTerminated or DisconnectedReason.LocallyDisposed,
            end.Exception?.Message ?? end.Description));
        peer.StartListening();
    }

    /// <summary>Why the connection ended; never fails.</summary>
    public Task<ConnectionEnd> Ended { get; }

    public void Dispose() => peer.Dispose();
}
