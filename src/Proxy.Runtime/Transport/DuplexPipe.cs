using System.IO.Pipelines;

namespace SharedObjects.Transport;

/// <summary>A stream as the pipe that StreamJsonRpc is fastest with; it leaves the stream open.</summary>
internal sealed class DuplexPipe(Stream stream) : IDuplexPipe
{
    public PipeReader Input { get; } = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true, useZeroByteReads: false));

    public PipeWriter Output { get; } = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
}
