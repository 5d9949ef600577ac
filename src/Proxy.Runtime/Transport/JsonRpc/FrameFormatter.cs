using System.Buffers;
using Nerdbank.MessagePack;
using SharedObjects.Calls;
using SharedObjects.Calls.Frames;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace SharedObjects.Transport.JsonRpc;

/// <summary>
/// JSON-RPC messages in MessagePack, of the few kinds there are: a call, its reply, a cancellation, an error. The bytes of arguments and results
/// are copied, never decoded. Used by one writer and one reader at a time.
/// </summary>
internal sealed class FrameFormatter : IJsonRpcMessageFormatter
{
    private readonly FrameBuffer head = new();

    public void Serialize(IBufferWriter<byte> bufferWriter, JsonRpcMessage message)
    {
        var (start, body) = Encode(message);
        bufferWriter.Write(start.Span);
        bufferWriter.Write(body.Span);
    }

    /// <summary>Encodes a message in two parts, the second of them in place. Both are valid until the next call.</summary>
    public (ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> Body) Encode(JsonRpcMessage message)
    {
        head.Clear();
        var writer = new MessagePackWriter(head);
        ReadOnlyMemory<byte> body = default;
        switch (message)
        {
            case JsonRpcRequest { Arguments: object?[] and [CallFrame call] } request:
                Envelope.WriteCallHead(ref writer, request.RequestId.Number ?? 0, call);
                body = call.Body.Written;
                break;
            case JsonRpcRequest { Method: Envelope.CancelMethod, NamedArguments: { } arguments }:
                Envelope.WriteCancel(ref writer, ((RequestId)arguments[Envelope.CancelledId]!).Number ?? 0);
                break;
            case JsonRpcResult { Result: ReplyFrame reply } result:
                Envelope.WriteReplyHead(ref writer, result.RequestId.Number ?? 0, reply);
                body = reply.Body.Written;
                break;
            case JsonRpcError { Error: { } detail } error:
                Envelope.WriteError(ref writer, error.RequestId.Number, (int)detail.Code, detail.Message);
                break;
            default:
                throw new NotSupportedException($"A {message.GetType().Name} has no place on this connection.");
        }

        writer.Flush();
        return (head.Written, body);
    }

    public JsonRpcMessage Deserialize(ReadOnlySequence<byte> contentBuffer)
    {
        var reader = new MessagePackReader(contentBuffer);
        RequestId id = default;
        string? method = null;
        for (var fields = reader.ReadMapHeader(); fields > 0; fields--)
        {
            var name = reader.ReadStringSpan();
            if (name.SequenceEqual(Envelope.Id))
            {
                id = new RequestId(reader.ReadInt64());
            }
            else if (name.SequenceEqual(Envelope.Method))
            {
                method = reader.ReadString();
            }
            else if (name.SequenceEqual(Envelope.Parameters))
            {
                return ReadRequest(ref reader, id, method);
            }
            else if (name.SequenceEqual(Envelope.Result))
            {
                var reply = ReplyFrame.Rent();
                ReplyRecord.Read(ref reader, reply);
                return new JsonRpcResult { RequestId = id, Result = reply };
            }
            else if (name.SequenceEqual(Envelope.Error))
            {
                var (code, text) = Envelope.ReadError(ref reader);
                return new JsonRpcError { RequestId = id, Error = new JsonRpcError.ErrorDetail { Code = (JsonRpcErrorCode)code, Message = text } };
            }
            else
            {
                reader.Skip(default);
            }
        }

        throw new EncodingException("The message is neither a request nor a response.");
    }

    [Obsolete("Tracing needs no text.")]
    public object GetJsonText(JsonRpcMessage message) => throw new NotSupportedException("Calls are not decoded here, so they have no text.");

    private static JsonRpcRequest ReadRequest(ref MessagePackReader reader, RequestId id, string? method)
    {
        switch (method)
        {
            case Envelope.CallMethod:
                var call = CallFrame.Rent();
                CallRecord.Read(ref reader, call);
                return new CallRequest(call) { RequestId = id, Method = method };
            case Envelope.CancelMethod:
                RequestId cancelled = default;
                for (var fields = reader.ReadMapHeader(); fields > 0; fields--)
                {
                    if (reader.ReadString() == Envelope.CancelledId)
                    {
                        cancelled = new RequestId(reader.ReadInt64());
                    }
                    else
                    {
                        reader.Skip(default);
                    }
                }

                return new JsonRpcRequest
                {
                    Method = method,
                    NamedArguments = new Dictionary<string, object?> { [Envelope.CancelledId] = cancelled },
                };
            default:
                throw new EncodingException($"The method '{method}' is not one of this protocol.");
        }
    }
}
