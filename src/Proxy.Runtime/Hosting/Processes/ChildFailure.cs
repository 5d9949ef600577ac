using System.Text;

namespace SharedObjects.Hosting.Processes;

/// <summary>The exception that ended a child, as its own process saw it.</summary>
internal sealed record ChildFailure(string TypeName, string Message, string StackTrace)
{
    // A report always fits: what describes an error must not fail for being long.
    private const int MaxTextLength = 64 * 1024;

    public static ChildFailure From(Exception exception) => new(
        exception.GetType().FullName ?? exception.GetType().Name,
        exception.Message,
        exception.ToString());

    public byte[] Encode()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Bounded(TypeName));
        writer.Write(Bounded(Message));
        writer.Write(Bounded(StackTrace));
        return stream.ToArray();
    }

    public static ChildFailure Decode(ReadOnlyMemory<byte> body)
    {
        using var reader = new BinaryReader(new MemoryStream(body.ToArray()), Encoding.UTF8);
        return new ChildFailure(reader.ReadString(), reader.ReadString(), reader.ReadString());
    }

    public override string ToString() => StackTrace.Length > 0 ? StackTrace : $"{TypeName}: {Message}";

    private static string Bounded(string text) => text.Length <= MaxTextLength ? text : text[..MaxTextLength];
}
