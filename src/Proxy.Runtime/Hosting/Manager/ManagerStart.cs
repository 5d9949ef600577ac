using System.Buffers;
using Nerdbank.MessagePack;

namespace SharedObjects.Hosting.Manager;

/// <summary>What a manager process is told when it starts.</summary>
/// <param name="AssemblyPath">The assembly of the startup class; empty for the built-in kinds alone.</param>
/// <param name="Startup">The startup class; empty for the built-in kinds alone.</param>
/// <param name="Key">The key its clients will hold.</param>
/// <param name="MaximumFrameLength">See <see cref="SharedManagerOptions.MaximumFrameLength"/>.</param>
/// <param name="TimeToLive">See <see cref="SharedManagerOptions.SessionTimeToLive"/>.</param>
internal sealed record ManagerStart(string AssemblyPath, string Startup, ReadOnlyMemory<byte> Key, int MaximumFrameLength, TimeSpan TimeToLive)
{
    private const int Fields = 5;

    public byte[] Encode()
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(Fields);
        writer.Write(AssemblyPath);
        writer.Write(Startup);
        writer.Write(Key.Span);
        writer.Write(MaximumFrameLength);
        Transport.TimeToLive.Write(ref writer, TimeToLive);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    public static ManagerStart Decode(ReadOnlyMemory<byte> bytes)
    {
        var reader = new MessagePackReader(bytes);
        reader.ReadArrayHeader();
        return new(
            reader.ReadString() ?? "",
            reader.ReadString() ?? "",
            (reader.ReadBytes() ?? ReadOnlySequence<byte>.Empty).ToArray(),
            reader.ReadInt32(),
            Transport.TimeToLive.Read(ref reader));
    }
}
