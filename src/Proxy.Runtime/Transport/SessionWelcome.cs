using System.Buffers;
using Nerdbank.MessagePack;
using SharedObjects.Calls.Frames;

namespace SharedObjects.Transport;

/// <summary>What a manager tells a client it has just let in.</summary>
/// <param name="Session">The client's session.</param>
/// <param name="Home">The manager's epoch.</param>
/// <param name="MaximumFrameLength">How long a message may be in either direction, in bytes.</param>
internal sealed record SessionWelcome(Guid Session, Guid Home, int MaximumFrameLength)
{
    private const int Fields = 3;

    public ReadOnlyMemory<byte> Encode()
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(Fields);
        ReferenceRecord.Write(ref writer, Session);
        ReferenceRecord.Write(ref writer, Home);
        writer.Write(MaximumFrameLength);
        writer.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>Reads what this build knows; what a newer manager adds is left alone.</summary>
    public static SessionWelcome Decode(ReadOnlyMemory<byte> bytes)
    {
        var reader = new MessagePackReader(bytes);
        reader.ReadArrayHeader();
        return new(ReferenceRecord.ReadGuid(ref reader), ReferenceRecord.ReadGuid(ref reader), reader.ReadInt32());
    }
}
