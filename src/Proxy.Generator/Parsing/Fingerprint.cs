namespace SharedObjects.Generator.Parsing;

/// <summary>FNV-1a, 64 bits: the same in every build and on every machine.</summary>
internal static class Fingerprint
{
    public static ulong Of(IEnumerable<string> lines)
    {
        var hash = 14695981039346656037UL;
        foreach (var unit in string.Join("\n", lines))
        {
            hash = unchecked((hash ^ unit) * 1099511628211UL);
        }

        return hash;
    }
}
