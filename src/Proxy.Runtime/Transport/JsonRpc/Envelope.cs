using Nerdbank.MessagePack;
using SharedObjects.Calls;

namespace SharedObjects.Transport.JsonRpc;

/// <summary>JSON-RPC 2.0 messages in MessagePack: what stands around a call's and a reply's record.</summary>
internal static class Envelope
{
    /// <summary>The method that carries every call.</summary>
    public const string CallMethod = "call";

    /// <summary>The notification that asks to cancel a request, as StreamJsonRpc names it.</summary>
    public const string CancelMethod = "$/cancelRequest";

    /// <summary>The parameter of <see cref="CancelMethod"/>.</summary>
    public const string CancelledId = "id";

    public static ReadOnlySpan<byte> Id => "id"u8;

    public static ReadOnlySpan<byte> Method => "method"u8;

    public static ReadOnlySpan<byte> Parameters => "params"u8;

    public static ReadOnlySpan<byte> Result => "result"u8;

    public static ReadOnlySpan<byte> Error => "error"u8;

    public static ReadOnlySpan<byte> ErrorCode => "code"u8;

    public static ReadOnlySpan<byte> ErrorMessage => "message"u8;

    private static ReadOnlySpan<byte> Version => "jsonrpc"u8;

    private static ReadOnlySpan<byte> VersionValue => "2.0"u8;

    /// <summary>Writes all of a request but the bytes of the arguments, which follow.</summary>
    public static void WriteCallHead(ref MessagePackWriter writer, long id, CallFrame call)
    {
        WriteStart(ref writer, 4, id);
        writer.WriteString(Method);
        writer.Write(CallMethod);
        writer.WriteString(Parameters);
        CallRecord.WriteHead(ref writer, call);
    }

    public static void WriteCancel(ref MessagePackWriter writer, long id)
    {
        WriteStart(ref writer, 3, null);
        writer.WriteString(Method);
        writer.Write(CancelMethod);
        writer.WriteString(Parameters);
        writer.WriteMapHeader(1);
        writer.Write(CancelledId);
        writer.Write(id);
    }

    /// <summary>Writes all of a response but the bytes of the result, which follow.</summary>
    public static void WriteReplyHead(ref MessagePackWriter writer, long id, ReplyFrame reply)
    {
        WriteStart(ref writer, 3, id);
        writer.WriteString(Result);
        ReplyRecord.WriteHead(ref writer, reply);
    }

    public static void WriteError(ref MessagePackWriter writer, long? id, int code, string? message)
    {
        WriteStart(ref writer, id is null ? 2 : 3, id);
        writer.WriteString(Error);
        writer.WriteMapHeader(2);
        writer.WriteString(ErrorCode);
        writer.Write(code);
        writer.WriteString(ErrorMessage);
        writer.Write(message);
    }

    /// <summary>Reads what an error says.</summary>
    public static (int Code, string? Message) ReadError(ref MessagePackReader reader)
    {
        var code = 0;
        string? message = null;
        for (var fields = reader.ReadMapHeader(); fields > 0; fields--)
        {
            var name = reader.ReadStringSpan();
            if (name.SequenceEqual(ErrorCode))
            {
                code = reader.ReadInt32();
            }
            else if (name.SequenceEqual(ErrorMessage))
            {
                message = reader.ReadString();
            }
            else
            {
                reader.Skip(default);
            }
        }

        return (code, message);
    }

    private static void WriteStart(ref MessagePackWriter writer, int fields, long? id)
    {
        writer.WriteMapHeader(fields);
        writer.WriteString(Version);
        writer.WriteString(VersionValue);
        if (id is { } number)
        {
            writer.WriteString(Id);
            writer.Write(number);
        }
    }
}
