namespace SharedObjects.Hosting.Processes;

/// <summary>One message of a control channel.</summary>
internal sealed record ControlMessage(ControlMessageKind Kind, ReadOnlyMemory<byte> Body);
