namespace SharedObjects.Generator.Model;

/// <param name="Label">The name as the interface has it, for error messages.</param>
/// <param name="Name">The name in the proxy.</param>
/// <param name="Type">The type with its modifier.</param>
/// <param name="Codec">Encodes the argument; <see langword="null"/> for the cancellation token, which does not travel.</param>
internal sealed record ParameterModel(string Label, string Name, string Type, CodecModel? Codec);
