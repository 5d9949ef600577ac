using System.Buffers;
using Nerdbank.MessagePack;
using SharedObjects.Calls;

namespace SharedObjects.Transport;

/// <summary>What a client says of itself when it connects.</summary>
/// <param name="ProcessId">Its process id.</param>
/// <param name="ProcessName">Its process name.</param>
/// <param name="MachineName">Its machine.</param>
/// <param name="ManagerFingerprint">The contract of object 0 as the client knows it.</param>
/// <param name="KeepsAlive">Whether the client breaks its silence by itself; the session of one that does not has no time to live.</param>
internal sealed record ClientIdentity(int ProcessId, string ProcessName, string MachineName, ulong ManagerFingerprint, bool KeepsAlive)
{
    private const int Fields = 5;

    /// <summary>How many there were before sessions had a time to live.</summary>
    private const int FirstFields = 4;

    public static ClientIdentity OfThisProcess() => new(
        Environment.ProcessId,
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) ?? "",
        Environment.MachineName,
        Contract.Of<IManagerObject>().Fingerprint,
        KeepsAlive: true);

    public ReadOnlyMemory<byte> Encode()
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(Fields);
        writer.Write(ProcessId);
        writer.Write(ProcessName);
        writer.Write(MachineName);
        writer.Write(ManagerFingerprint);
        writer.Write(KeepsAlive);
        writer.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>Reads what this build knows; what a newer client adds is left alone.</summary>
    public static ClientIdentity Decode(ReadOnlyMemory<byte> bytes)
    {
        var reader = new MessagePackReader(bytes);
        var fields = reader.ReadArrayHeader();
        return new(
            reader.ReadInt32(),
            reader.ReadString() ?? "",
            reader.ReadString() ?? "",
            reader.ReadUInt64(),
            fields > FirstFields && reader.ReadBoolean());
    }
}
