namespace SharedObjects.Objects.Ordering;

/// <summary>A place in a <see cref="Chain{T}"/>.</summary>
internal sealed class Link<T>(T value)
{
    /// <summary>What stands there; the default once it was removed.</summary>
    public T Value = value;

    /// <summary>The link before; of a removed link the one before it then, so that whoever stands on it finds back.</summary>
    public Link<T>? Previous { get; set; }

    public Link<T>? Next { get; set; }

    public bool IsRemoved { get; set; }
}
