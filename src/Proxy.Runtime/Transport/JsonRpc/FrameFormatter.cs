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
    private const string CancelMethod = "$/cancelRequest";
    private const string CancelledId = "id";

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
                WriteStart(ref writer, 4, request.RequestId);
                writer.WriteString(Envelope.Method);
                writer.Write(Envelope.CallMethod);
                writer.WriteString(Envelope.Parameters);
                CallRecord.WriteHead(ref writer, call);
                body = call.Body.Written;
                call.IsSent = true;
                break;
            case JsonRpcRequest { Method: CancelMethod, NamedArguments: { } arguments }:
                WriteStart(ref writer, 3, default);
                writer.WriteString(Envelope.Method);
                writer.Write(CancelMethod);
                writer.WriteString(Envelope.Parameters);
                writer.WriteMapHeader(1);
                writer.Write(CancelledId);
                writer.Write(((RequestId)arguments[CancelledId]!).Number ?? 0);
                break;
            case JsonRpcResult { Result: ReplyFrame reply } result:
                WriteStart(ref writer, 3, result.RequestId);
                writer.WriteString(Envelope.Result);
                ReplyRecord.WriteHead(ref writer, reply);
                body = reply.Body.Written;
                break;
            case JsonRpcError { Error: { } detail } error:
                WriteStart(ref writer, 3, error.RequestId);
                writer.WriteString(Envelope.Error);
                writer.WriteMapHeader(2);
                writer.WriteString(Envelope.ErrorCode);
                writer.Write((int)detail.Code);
                writer.WriteString(Envelope.ErrorMessage);
                writer.Write(detail.Message);
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
                return ReadError(ref reader, id);
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

    private static void WriteStart(ref MessagePackWriter writer, int fields, RequestId id)
    {
        writer.WriteMapHeader(fields);
        writer.WriteString(Envelope.Version);
        writer.WriteString(Envelope.VersionValue);
        if (id.Number is { } number)
        {
            writer.WriteString(Envelope.Id);
            writer.Write(number);
        }
    }

    private static JsonRpcRequest ReadRequest(ref MessagePackReader reader, RequestId id, string? method)
    {
        switch (method)
        {
            case Envelope.CallMethod:
                var call = CallFrame.Rent();
                CallRecord.Read(ref reader, call);
                return new CallRequest(call) { RequestId = id, Method = method };
            case CancelMethod:
                RequestId cancelled = default;
                for (var fields = reader.ReadMapHeader(); fields > 0; fields--)
                {
                    if (reader.ReadString() == CancelledId)
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
                    NamedArguments = new Dictionary<string, object?> { [CancelledId] = cancelled },
                };
            default:
                throw new EncodingException($"The method '{method}' is not one of this protocol.");
        }
    }

    private static JsonRpcError ReadError(ref MessagePackReader reader, RequestId id)
    {
        var detail = new JsonRpcError.ErrorDetail();
        for (var fields = reader.ReadMapHeader(); fields > 0; fields--)
        {
            var name = reader.ReadStringSpan();
            if (name.SequenceEqual(Envelope.ErrorCode))
            {
                detail.Code = (JsonRpcErrorCode)reader.ReadInt32();
            }
            else if (name.SequenceEqual(Envelope.ErrorMessage))
            {
                detail.Message = reader.ReadString();
            }
            else
            {
                reader.Skip(default);
            }
        }

        return new JsonRpcError { RequestId = id, Error = detail };
    }
}
