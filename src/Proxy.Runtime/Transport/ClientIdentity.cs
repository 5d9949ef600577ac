using System.Buffers;
using Nerdbank.MessagePack;

namespace SharedObjects.Transport;

/// <summary>What a client says of itself when it connects.</summary>
/// <param name="ProcessId">Its process id.</param>
/// <param name="ProcessName">Its process name.</param>
/// <param name="MachineName">Its machine.</param>
internal sealed record ClientIdentity(int ProcessId, string ProcessName, string MachineName)
{
    private const int Fields = 3;

    public static ClientIdentity OfThisProcess() => new(
        Environment.ProcessId,
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) ?? "",
        Environment.MachineName);

    public ReadOnlyMemory<byte> Encode()
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(Fields);
        writer.Write(ProcessId);
        writer.Write(ProcessName);
        writer.Write(MachineName);
        writer.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>Reads what this build knows; what a newer client adds is left alone.</summary>
    public static ClientIdentity Decode(ReadOnlyMemory<byte> bytes)
    {
        var reader = new MessagePackReader(bytes);
        reader.ReadArrayHeader();
        return new(reader.ReadInt32(), reader.ReadString() ?? "", reader.ReadString() ?? "");
    }
}
