using System.Buffers;
using Nerdbank.MessagePack;
using SharedObjects.Calls;
using SharedObjects.Calls.Frames;

namespace SharedObjects.Transport.JsonRpc;

/// <summary>A reply on the wire; see <see cref="CallRecord"/> for the rules.</summary>
internal static class ReplyRecord
{
    private const int Sequence = 0;
    private const int Outcome = 1;
    private const int Version = 2;
    private const int Fault = 3;
    private const int ReceiptRequested = 4;
    private const int References = 5;
    private const int Result = 6;
    private const int SessionEnded = 7;
    private const int FaultFields = 4;

    /// <summary>Writes all but the bytes of the result, which follow.</summary>
    public static void WriteHead(ref MessagePackWriter writer, ReplyFrame reply)
    {
        var fields = 3
            + (reply.Version != 0 ? 1 : 0)
            + (reply.Fault is not null ? 1 : 0)
            + (reply.ReceiptRequested ? 1 : 0)
            + (reply.References.Count != 0 ? 1 : 0)
            + (reply.SessionEnded ? 1 : 0);
        writer.WriteMapHeader(fields);
        writer.Write(Sequence);
        writer.Write(reply.Sequence);
        writer.Write(Outcome);
        writer.Write((int)reply.Outcome);
        if (reply.Version != 0)
        {
            writer.Write(Version);
            writer.Write(reply.Version);
        }

        if (reply.Fault is { } fault)
        {
            writer.Write(Fault);
            writer.WriteArrayHeader(FaultFields);
            writer.Write(fault.Type);
            writer.Write(fault.Message);
            writer.Write(fault.StackTrace);
            writer.Write(fault.Detail);
        }

        if (reply.ReceiptRequested)
        {
            writer.Write(ReceiptRequested);
            writer.Write(true);
        }

        if (reply.References.Count != 0)
        {
            writer.Write(References);
            ReferenceRecord.Write(ref writer, reply.References);
        }

        if (reply.SessionEnded)
        {
            writer.Write(SessionEnded);
            writer.Write(true);
        }

        writer.Write(Result);
        writer.WriteBinHeader(reply.Body.Length);
    }

    public static void Read(ref MessagePackReader reader, ReplyFrame reply)
    {
        for (var fields = reader.ReadMapHeader(); fields > 0; fields--)
        {
            switch (reader.ReadInt32())
            {
                case Sequence:
                    reply.Sequence = reader.ReadInt64();
                    break;
                case Outcome:
                    reply.Outcome = (CallOutcome)reader.ReadInt32();
                    break;
                case Version:
                    reply.Version = reader.ReadInt64();
                    break;
                case Fault:
                    reply.Fault = ReadFault(ref reader);
                    break;
                case ReceiptRequested:
                    reply.ReceiptRequested = reader.ReadBoolean();
                    break;
                case References:
                    ReferenceRecord.Read(ref reader, reply.References);
                    break;
                case SessionEnded:
                    reply.SessionEnded = reader.ReadBoolean();
                    break;
                case Result:
                    reply.Body.Write(reader.ReadBytes() ?? ReadOnlySequence<byte>.Empty);
                    break;
                default:
                    reader.Skip(default);
                    break;
            }
        }
    }

    private static Fault ReadFault(ref MessagePackReader reader)
    {
        var fields = reader.ReadArrayHeader();
        var fault = new Fault(reader.ReadString() ?? "", reader.ReadString() ?? "", reader.ReadString(), reader.ReadString());
        for (; fields > FaultFields; fields--)
        {
            reader.Skip(default);
        }

        return fault;
    }
}
