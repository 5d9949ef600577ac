using System.Buffers;
using Nerdbank.MessagePack;
using SharedObjects.Calls;
using SharedObjects.Calls.Frames;

namespace SharedObjects.Transport.JsonRpc;

/// <summary>
/// A call on the wire: a map by field number. Fields at their default are left out, unknown fields are skipped, and the arguments come last, so
/// that everything before them is written first and they are written as they are. See docs/protocol.md.
/// </summary>
internal static class CallRecord
{
    private const int Session = 0;
    private const int Sequence = 1;
    private const int AcknowledgedUpTo = 2;
    private const int Receipts = 3;
    private const int Target = 4;
    private const int Fingerprint = 5;
    private const int Member = 6;
    private const int Flags = 7;
    private const int Deadline = 8;
    private const int TraceParent = 9;
    private const int References = 10;
    private const int Arguments = 11;

    /// <summary>Writes all but the bytes of the arguments, which follow.</summary>
    public static void WriteHead(ref MessagePackWriter writer, CallFrame call)
    {
        var fields = 6
            + (call.AcknowledgedUpTo != 0 ? 1 : 0)
            + (call.Receipts.Count != 0 ? 1 : 0)
            + (call.Flags != CallFlags.None ? 1 : 0)
            + (call.Deadline != TimeSpan.Zero ? 1 : 0)
            + (call.TraceParent is not null ? 1 : 0)
            + (call.References.Count != 0 ? 1 : 0);
        writer.WriteMapHeader(fields);
        writer.Write(Session);
        ReferenceRecord.Write(ref writer, call.Session);
        writer.Write(Sequence);
        writer.Write(call.Sequence);
        if (call.AcknowledgedUpTo != 0)
        {
            writer.Write(AcknowledgedUpTo);
            writer.Write(call.AcknowledgedUpTo);
        }

        if (call.Receipts.Count != 0)
        {
            writer.Write(Receipts);
            writer.WriteArrayHeader(call.Receipts.Count);
            foreach (var receipt in call.Receipts)
            {
                writer.Write(receipt);
            }
        }

        writer.Write(Target);
        writer.Write(call.TargetId);
        writer.Write(Fingerprint);
        writer.Write(call.Fingerprint);
        writer.Write(Member);
        writer.Write(call.Member);
        if (call.Flags != CallFlags.None)
        {
            writer.Write(Flags);
            writer.Write((int)call.Flags);
        }

        if (call.Deadline != TimeSpan.Zero)
        {
            writer.Write(Deadline);
            writer.Write((long)call.Deadline.TotalMilliseconds);
        }

        if (call.TraceParent is { } traceParent)
        {
            writer.Write(TraceParent);
            writer.Write(traceParent);
        }

        if (call.References.Count != 0)
        {
            writer.Write(References);
            ReferenceRecord.Write(ref writer, call.References);
        }

        writer.Write(Arguments);
        writer.WriteBinHeader(call.Body.Length);
    }

    public static void Read(ref MessagePackReader reader, CallFrame call)
    {
        for (var fields = reader.ReadMapHeader(); fields > 0; fields--)
        {
            switch (reader.ReadInt32())
            {
                case Session:
                    call.Session = ReferenceRecord.ReadGuid(ref reader);
                    break;
                case Sequence:
                    call.Sequence = reader.ReadInt64();
                    break;
                case AcknowledgedUpTo:
                    call.AcknowledgedUpTo = reader.ReadInt64();
                    break;
                case Receipts:
                    for (var count = reader.ReadArrayHeader(); count > 0; count--)
                    {
                        call.Receipts.Add(reader.ReadInt64());
                    }

                    break;
                case Target:
                    call.TargetId = reader.ReadInt64();
                    break;
                case Fingerprint:
                    call.Fingerprint = reader.ReadUInt64();
                    break;
                case Member:
                    call.Member = reader.ReadInt32();
                    break;
                case Flags:
                    call.Flags = (CallFlags)reader.ReadInt32();
                    break;
                case Deadline:
                    call.Deadline = TimeSpan.FromMilliseconds(reader.ReadInt64());
                    break;
                case TraceParent:
                    call.TraceParent = reader.ReadString();
                    break;
                case References:
                    ReferenceRecord.Read(ref reader, call.References);
                    break;
                case Arguments:
                    call.Body.Write(reader.ReadBytes() ?? ReadOnlySequence<byte>.Empty);
                    break;
                default:
                    reader.Skip(default);
                    break;
            }
        }
    }
}
