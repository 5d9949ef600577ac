namespace SharedObjects;

/// <summary>A <see cref="Payload"/> as an object, for contracts whose type parameter must be a class. Equal by content.</summary>
/// <param name="Value">The encoded value.</param>
public sealed record PayloadObject(Payload Value);
