using System.Buffers;
using Nerdbank.MessagePack;
using SharedObjects.Calls;
using SharedObjects.Calls.Frames;

namespace SharedObjects.Transport;

/// <summary>What a manager tells a client it has just let in.</summary>
/// <param name="Session">The client's session.</param>
/// <param name="Home">The manager's epoch.</param>
/// <param name="MaximumFrameLength">How long a message may be in either direction, in bytes.</param>
/// <param name="ManagerContract">The contract of object 0; its members only if the client knows another version of it.</param>
/// <param name="TimeToLive">How long the client may be silent; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
internal sealed record SessionWelcome(Guid Session, Guid Home, int MaximumFrameLength, ContractVersion ManagerContract, TimeSpan TimeToLive)
{
    private const int Fields = 6;

    /// <summary>How many there were before sessions had a time to live.</summary>
    private const int FirstFields = 5;

    public ReadOnlyMemory<byte> Encode()
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(Fields);
        ReferenceRecord.Write(ref writer, Session);
        ReferenceRecord.Write(ref writer, Home);
        writer.Write(MaximumFrameLength);
        writer.Write(ManagerContract.Fingerprint);
        writer.WriteArrayHeader(ManagerContract.Members.Count);
        foreach (var member in ManagerContract.Members)
        {
            writer.Write(member);
        }

        Transport.TimeToLive.Write(ref writer, TimeToLive);
        writer.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>Reads what this build knows; what a newer manager adds is left alone.</summary>
    public static SessionWelcome Decode(ReadOnlyMemory<byte> bytes)
    {
        var reader = new MessagePackReader(bytes);
        var fields = reader.ReadArrayHeader();
        var session = ReferenceRecord.ReadGuid(ref reader);
        var home = ReferenceRecord.ReadGuid(ref reader);
        var maximumFrameLength = reader.ReadInt32();
        var fingerprint = reader.ReadUInt64();
        var members = new string[reader.ReadArrayHeader()];
        for (var i = 0; i < members.Length; i++)
        {
            members[i] = reader.ReadString() ?? "";
        }

        var timeToLive = fields > FirstFields ? Transport.TimeToLive.Read(ref reader) : Timeout.InfiniteTimeSpan;
        return new(session, home, maximumFrameLength, new ContractVersion(fingerprint, members), timeToLive);
    }
}
