using System.Globalization;

namespace SharedObjects.Transport.Handshake;

/// <summary>The protocol versions that one side speaks, without gaps.</summary>
/// <param name="Lowest">The oldest; at least 1.</param>
/// <param name="Highest">The newest; not below <paramref name="Lowest"/>.</param>
internal readonly record struct ProtocolVersions(ushort Lowest, ushort Highest)
{
    /// <summary>What this build speaks.</summary>
    public static ProtocolVersions Current { get; } = new(1, 1);

    /// <summary>Whether this is a range at all; what a peer sends need not be.</summary>
    public bool IsValid => Lowest >= 1 && Lowest <= Highest;

    /// <summary>Whether <paramref name="version"/> is in the range.</summary>
    public bool Contains(ushort version) => version >= Lowest && version <= Highest;

    /// <summary>The newest version both sides speak; null if there is none.</summary>
    public ushort? HighestCommon(ProtocolVersions other)
    {
        var candidate = Math.Min(Highest, other.Highest);
        return Contains(candidate) && other.Contains(candidate) ? candidate : null;
    }

    /// <summary>Such as <c>1</c> or <c>1 to 3</c>.</summary>
    public override string ToString() =>
        Lowest == Highest
            ? Highest.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{Lowest} to {Highest}");
}
