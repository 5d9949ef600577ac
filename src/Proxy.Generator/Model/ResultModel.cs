namespace SharedObjects.Generator.Model;

/// <param name="Shape">How the member gives its result back.</param>
/// <param name="Type">The type as the member declares it.</param>
/// <param name="Codec">Encodes the value, of a stream each item; <see langword="null"/> when there is none.</param>
internal sealed record ResultModel(ResultShape Shape, string Type, CodecModel? Codec);
