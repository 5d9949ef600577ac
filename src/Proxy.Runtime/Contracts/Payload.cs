using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace SharedObjects;

/// <summary>
/// An encoded value that a manager stores and compares but never decodes: what stands for <c>T</c> where a generic contract is hosted. Equal when
/// the encoded bytes and the objects it refers to are equal. The default is the encoding of <c>null</c>. Numbers, strings (ordinally), dates, TimeSpan, enums, Guid
/// and tuples of these have their own order; nothing else has one.
/// </summary>
[SuppressMessage("Design", "CA1036", Justification = "Sorted by collections; nobody compares payloads by hand.")]
public readonly struct Payload : IEquatable<Payload>, IComparable<Payload>
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

    /// <summary>Compares by the encoded values; null comes first.</summary>
    /// <exception cref="InvalidOperationException">The values have no order.</exception>
    public int CompareTo(Payload other)
    {
        if (References is not null || other.References is not null)
        {
            throw new InvalidOperationException("Shared objects have no order.");
        }

        return (Bytes, other.Bytes) switch
        {
            (null, null) => 0,
            (null, _) => -1,
            (_, null) => 1,
            var (left, right) => Contracts.PayloadOrder.Compare(left, right),
        };
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Payload other && Equals(other);

    /// <inheritdoc/>
    /// <remarks>
    /// Whoever chooses the keys must not be able to choose their hashes too: a string's is keyed and made to withstand that, and the one of
    /// <see cref="HashCode"/>, though seeded, is not.
    /// </remarks>
    public override int GetHashCode()
    {
        var bytes = Bytes.AsSpan();
        var hash = string.GetHashCode(MemoryMarshal.Cast<byte, char>(bytes));
        if (bytes.Length % sizeof(char) == 0 && References is null)
        {
            return hash;
        }

        // The odd byte at the end, and whatever the value refers to, are hashed with the rest.
        var parts = new HashCode();
        parts.Add(hash);
        parts.Add(bytes.Length % sizeof(char) == 0 ? 0 : bytes[^1]);
        foreach (var reference in References.AsSpan())
        {
            parts.Add(reference);
        }

        return parts.ToHashCode();
    }

    /// <summary>The length only: the content is not this process's to read.</summary>
    public override string ToString() => $"Payload[{Length}]";
}
