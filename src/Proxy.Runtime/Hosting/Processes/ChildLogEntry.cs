using System.Text;
using Microsoft.Extensions.Logging;

namespace SharedObjects.Hosting.Processes;

/// <summary>A log entry on its way from a child to its owner's logger. Text only: structured state stays in the child.</summary>
internal sealed record ChildLogEntry(LogLevel Level, string Category, int EventId, string Text)
{
    private const int MaxTextLength = 64 * 1024;

    public byte[] Encode()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write((byte)Level);
        writer.Write(Category);
        writer.Write(EventId);
        writer.Write(Text.Length <= MaxTextLength ? Text : Text[..MaxTextLength]);
        return stream.ToArray();
    }

    public static ChildLogEntry Decode(ReadOnlyMemory<byte> body)
    {
        using var reader = new BinaryReader(new MemoryStream(body.ToArray()), Encoding.UTF8);
        return new ChildLogEntry((LogLevel)reader.ReadByte(), reader.ReadString(), reader.ReadInt32(), reader.ReadString());
    }
}
