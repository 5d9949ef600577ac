namespace SharedObjects;

/// <summary>
/// An encoded value that a manager stores and compares but never decodes: what stands for <c>T</c> where a generic contract is hosted. Equal when
/// the encoded bytes and the objects it refers to are equal. The default is the encoding of <c>default(T)</c>.
/// </summary>
public readonly struct Payload : IEquatable<Payload>
{
    internal Payload(byte[] bytes, object[]? references)
    {
        Bytes = bytes;
        References = references;
    }

    /// <summary>The length of the encoded value in bytes; 0 for the default.</summary>
    public int Length => Bytes?.Length ?? 0;

    internal byte[]? Bytes { get; }

    /// <summary>The shared objects the value refers to, in the order of their places in it; holding them keeps them alive.</summary>
    internal object[]? References { get; }

    /// <summary>Compares by content.</summary>
    public static bool operator ==(Payload left, Payload right) => left.Equals(right);

    /// <summary>Compares by content.</summary>
    public static bool operator !=(Payload left, Payload right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(Payload other) =>
        Bytes.AsSpan().SequenceEqual(other.Bytes) && References.AsSpan().SequenceEqual(other.References);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Payload other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Bytes);
        foreach (var reference in References.AsSpan())
        {
            hash.Add(reference);
        }

        return hash.ToHashCode();
    }

    /// <summary>The length only: the content is not this process's to read.</summary>
    public override string ToString() => $"Payload[{Length}]";
}
