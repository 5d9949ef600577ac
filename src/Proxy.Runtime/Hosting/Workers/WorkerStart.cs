using System.Buffers;
using Nerdbank.MessagePack;
using SharedObjects.Calls;
using SharedObjects.Calls.Frames;
using SharedObjects.Transport.Endpoints;

namespace SharedObjects.Hosting.Workers;

/// <summary>What a worker process is told when it starts.</summary>
/// <param name="AssemblyPath">The assembly of the target.</param>
/// <param name="Target">The target's name in its assembly's table.</param>
/// <param name="Managers">The managers whose objects are among the arguments.</param>
/// <param name="Arguments">The encoded arguments.</param>
internal sealed record WorkerStart(string AssemblyPath, string Target, IReadOnlyList<ManagerAddress> Managers, ArgumentFrame Arguments)
{
    private const int Fields = 5;

    public byte[] Encode()
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(Fields);
        writer.Write(AssemblyPath);
        writer.Write(Target);
        writer.WriteArrayHeader(Managers.Count);
        foreach (var manager in Managers)
        {
            manager.Write(ref writer);
        }

        ReferenceRecord.Write(ref writer, Arguments.References);
        writer.Write(Arguments.Body.Written.Span);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    public static WorkerStart Decode(ReadOnlyMemory<byte> bytes)
    {
        var reader = new MessagePackReader(bytes);
        reader.ReadArrayHeader();
        var assemblyPath = reader.ReadString() ?? "";
        var target = reader.ReadString() ?? "";
        var managers = new ManagerAddress[reader.ReadArrayHeader()];
        for (var i = 0; i < managers.Length; i++)
        {
            managers[i] = ManagerAddress.Read(ref reader);
        }

        var arguments = new ArgumentFrame();
        ReferenceRecord.Read(ref reader, arguments.References);
        arguments.Body.Write(reader.ReadBytes() ?? ReadOnlySequence<byte>.Empty);
        return new(assemblyPath, target, managers, arguments);
    }
}
