using System.Buffers;
using CsCheck;
using Nerdbank.MessagePack;
using SharedObjects.Calls;
using SharedObjects.Calls.Frames;
using SharedObjects.Transport.JsonRpc;

namespace SharedObjects.Runtime.Tests.Transport.JsonRpc;

public sealed class RecordTests
{
    private delegate void Read<TFrame>(ref MessagePackReader reader, TFrame frame);

    private static readonly Gen<ObjectReference> References =
        Gen.Select(Gen.Guid, Gen.Long, Gen.String, Gen.ULong, Gen.String, (home, id, contract, fingerprint, elements) => new ObjectReference(home, id, contract, fingerprint, elements));

    [Fact]
    public void Every_field_of_a_call_comes_through() => Gen.Select(
        Gen.Select(Gen.Guid, Gen.Long, Gen.Long, Gen.Long.Array[0, 9], Gen.Long, Gen.ULong),
        Gen.Select(Gen.Int, Gen.Bool, Gen.Int[0, int.MaxValue], Gen.String.Null(), References.Array[0, 3], Gen.Byte.Array)).Sample((head, rest) =>
    {
        using var call = CallFrame.Rent();
        (call.Session, call.Sequence, call.AcknowledgedUpTo, call.TargetId, call.Fingerprint) = (head.Item1, head.Item2, head.Item3, head.Item5, head.Item6);
        call.Receipts.AddRange(head.Item4);
        (call.Member, call.Flags, call.Deadline, call.TraceParent) = (rest.Item1, rest.Item2 ? CallFlags.Cancellable : CallFlags.None, TimeSpan.FromMilliseconds(rest.Item3), rest.Item4);
        call.References.AddRange(rest.Item5.Select(reference => new ReferenceSlot(reference, null)));
        call.Body.Write(new ReadOnlySequence<byte>(rest.Item6));

        using var read = CallFrame.Rent();
        var reader = new MessagePackReader(Encoded(call));
        CallRecord.Read(ref reader, read);
        Assert.True(reader.End);
        Assert.Equal(
            (call.Session, call.Sequence, call.AcknowledgedUpTo, call.TargetId, call.Fingerprint, call.Member, call.Flags, call.Deadline, call.TraceParent),
            (read.Session, read.Sequence, read.AcknowledgedUpTo, read.TargetId, read.Fingerprint, read.Member, read.Flags, read.Deadline, read.TraceParent));
        Assert.Equal(call.Receipts, read.Receipts);
        AssertSame(call, read);
    });

    [Fact]
    public void Every_field_of_a_reply_comes_through() => Gen.Select(
        Gen.Long, Gen.Enum<CallOutcome>(), Gen.Long, Gen.Select(Gen.String, Gen.String, Gen.String.Null(), Gen.String.Null()), Gen.Bool, Gen.Select(Gen.Bool, Gen.Bool), References.Array[0, 3], Gen.Byte.Array).Sample(
        (sequence, outcome, version, fault, failed, receipt, references, body) =>
    {
        using var reply = ReplyFrame.Rent();
        (reply.Sequence, reply.Outcome, reply.Version, reply.ReceiptRequested, reply.SessionEnded) = (sequence, outcome, version, receipt.Item1, receipt.Item2);
        reply.Fault = failed ? new Fault(fault.Item1, fault.Item2, fault.Item3, fault.Item4) : null;
        reply.References.AddRange(references.Select(reference => new ReferenceSlot(reference, null)));
        reply.Body.Write(new ReadOnlySequence<byte>(body));

        using var read = ReplyFrame.Rent();
        var reader = new MessagePackReader(Encoded(reply));
        ReplyRecord.Read(ref reader, read);
        Assert.True(reader.End);
        Assert.Equal(
            (reply.Sequence, reply.Outcome, reply.Version, reply.ReceiptRequested, reply.SessionEnded, reply.Fault),
            (read.Sequence, read.Outcome, read.Version, read.ReceiptRequested, read.SessionEnded, read.Fault));
        AssertSame(reply, read);
    });

    [Fact]
    public void What_a_newer_build_adds_is_skipped()
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteMapHeader(3);
        writer.Write(99);
        writer.WriteArrayHeader(2);
        writer.WriteMapHeader(1);
        writer.Write("deep");
        writer.WriteArrayHeader(1);
        writer.Write(1.5);
        writer.WriteNil();
        writer.Write(1);
        writer.Write(42L);
        writer.Write(-3);
        writer.Write("text");
        writer.Flush();

        using var call = CallFrame.Rent();
        var reader = new MessagePackReader(buffer.WrittenMemory);
        CallRecord.Read(ref reader, call);
        Assert.True(reader.End);
        Assert.Equal(42, call.Sequence);
    }

    [Fact]
    public void A_record_cut_off_anywhere_is_refused()
    {
        using var call = CallFrame.Rent();
        call.Receipts.AddRange([1, 2]);
        call.TraceParent = "trace";
        call.References.Add(new ReferenceSlot(new ObjectReference(Guid.NewGuid(), 1, "contract", 2, "elements"), null));
        call.Write("text", "value", Codec.Value<string>());
        Refuses<CallFrame>(Encoded(call), CallRecord.Read, CallFrame.Rent);

        using var reply = ReplyFrame.Rent();
        reply.Fail(new ArgumentException("message", "parameter"));
        Refuses<ReplyFrame>(Encoded(reply), ReplyRecord.Read, ReplyFrame.Rent);

        static void Refuses<TFrame>(byte[] bytes, Read<TFrame> read, Func<TFrame> rent)
        {
            for (var length = 0; length < bytes.Length; length++)
            {
                Assert.Throws<EncodingException>(() => Decode(bytes.AsMemory(0, length), read, rent()));
            }
        }
    }

    [Fact]
    public void Random_bytes_are_read_or_refused_and_never_believed_about_their_length() => Gen.Byte.Array[0, 64].Sample(bytes =>
    {
        byte[][] starts = [[], [0x81, 3, 0xdd, 0x7f], [0x81, 10, 0xdd, 0x7f], [0x81, 11, 0xc6, 0x7f]];
        foreach (var start in starts)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Try(() => Decode<CallFrame>((byte[])[.. start, .. bytes], CallRecord.Read, CallFrame.Rent()));
            Try(() => Decode<ReplyFrame>((byte[])[.. start, .. bytes], ReplyRecord.Read, ReplyFrame.Rent()));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        }

        static void Try(Action decode)
        {
            try
            {
                decode();
            }
            catch (EncodingException)
            {
            }
        }
    });

    /// <summary>As the connection does: whatever goes wrong while bytes are read is one kind of failure.</summary>
    private static void Decode<TFrame>(ReadOnlyMemory<byte> bytes, Read<TFrame> read, TFrame frame)
    {
        try
        {
            var reader = new MessagePackReader(bytes);
            read(ref reader, frame);
        }
        catch (Exception exception) when (exception is MessagePackSerializationException or EndOfStreamException or ArgumentException or OverflowException)
        {
            throw new EncodingException("unreadable", exception);
        }
    }

    private static void AssertSame(Frame expected, Frame actual)
    {
        Assert.Equal(
            expected.References.Select(slot => (slot.Reference.Home, slot.Reference.Id, slot.Reference.Contract, slot.Reference.Fingerprint, slot.Reference.Elements)),
            actual.References.Select(slot => (slot.Reference.Home, slot.Reference.Id, slot.Reference.Contract, slot.Reference.Fingerprint, slot.Reference.Elements)));
        Assert.Equal(expected.Body.Written.ToArray(), actual.Body.Written.ToArray());
    }

    private static byte[] Encoded(CallFrame call)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        CallRecord.WriteHead(ref writer, call);
        writer.Flush();
        return [.. buffer.WrittenSpan, .. call.Body.Written.Span];
    }

    private static byte[] Encoded(ReplyFrame reply)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        ReplyRecord.WriteHead(ref writer, reply);
        writer.Flush();
        return [.. buffer.WrittenSpan, .. reply.Body.Written.Span];
    }
}
