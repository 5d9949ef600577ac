namespace SharedObjects.Generator.Model;

/// <summary>A codec that a class keeps: one per distinct type, the ones it is composed of before it.</summary>
internal sealed record CodecField(string Name, string Type, string Expression);
