using SharedObjects.Calls;
using StreamJsonRpc.Protocol;

namespace SharedObjects.Transport.JsonRpc;

/// <summary>An inbound request that carries a call, undecoded.</summary>
internal sealed class CallRequest(CallFrame frame) : JsonRpcRequest
{
    public CallFrame Frame { get; } = frame;
}
