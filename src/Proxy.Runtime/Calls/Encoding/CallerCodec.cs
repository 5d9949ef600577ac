using Nerdbank.MessagePack;

namespace SharedObjects.Calls.Encoding;

/// <summary>A caller, as an array of its parts; built-in kinds say who did what without loading the serializer.</summary>
internal sealed class CallerCodec : Codec<Caller?>
{
    private const int Parts = 4;
    private const int SessionLength = 16;

    internal override void Write(ref MessagePackWriter writer, Caller? value, Frame frame)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        Span<byte> session = stackalloc byte[SessionLength];
        value.Session.TryWriteBytes(session);
        writer.WriteArrayHeader(Parts);
        writer.Write(session);
        writer.Write(value.ProcessId);
        writer.Write(value.ProcessName);
        writer.Write(value.MachineName);
    }

    internal override Caller? Read(ref MessagePackReader reader, Frame frame)
    {
        if (reader.TryReadNil())
        {
            return null;
        }

        TupleCodec.ReadHeader(ref reader, Parts);
        var session = reader.ReadBytes() is { Length: SessionLength } bytes
            ? new Guid(System.Buffers.BuffersExtensions.ToArray(bytes))
            : throw new EncodingException($"A session is {SessionLength} bytes.");
        return new Caller(session, reader.ReadInt32(), reader.ReadString() ?? "", reader.ReadString() ?? "");
    }
}
