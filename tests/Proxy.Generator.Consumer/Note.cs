namespace SharedObjects.Generator.Consumer;

/// <summary>A value with its author, from another assembly than the contracts that use it.</summary>
public sealed record Note<T>(T Text, string Author)
{
    /// <summary>Changed since.</summary>
    public int Edits { get; init; }

    /// <summary>Computed.</summary>
    public bool IsEdited => Edits > 0;
}
