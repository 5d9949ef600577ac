namespace SharedObjects.Generator.Tests.Harness;

/// <summary>Assertions on one member at a time. One that fails prints what is there, so that it can be pasted.</summary>
internal static class GeneratorAssertions
{
    /// <summary>The proxy has this member, white space aside.</summary>
    public static GeneratorRun HasProxyMember(this GeneratorRun run, string member) => run.Has(".Proxy.g.cs", member);

    /// <summary>The dispatcher has this line, white space aside.</summary>
    public static GeneratorRun HasDispatcherCase(this GeneratorRun run, string line) => run.Has(".Dispatcher.g.cs", line);

    /// <summary>The table has this text, white space aside.</summary>
    public static GeneratorRun HasTableText(this GeneratorRun run, string text) => run.Has("SharedObjects.Contracts.g.cs", text);

    /// <summary>Without what is said of every type, so that a test can be read.</summary>
    private static string Short(string text) => string.Join(' ', text
        .Replace("global::System.Threading.Tasks.", "", StringComparison.Ordinal)
        .Replace("global::System.Threading.", "", StringComparison.Ordinal)
        .Replace("global::System.Collections.Generic.", "", StringComparison.Ordinal)
        .Replace("global::SharedObjects.Calls.", "", StringComparison.Ordinal)
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static GeneratorRun Has(this GeneratorRun run, string file, string expected)
    {
        var texts = run.Files.Where(f => f.Key.EndsWith(file, StringComparison.Ordinal)).Select(static f => f.Value).ToArray();
        Assert.True(
            texts.Any(t => Short(t).Contains(Short(expected), StringComparison.Ordinal)),
            $"No {file} has\n{expected}\nThere is:\n{string.Join('\n', texts.SelectMany(static t => t.Split('\n')).Select(Short))}");
        return run;
    }
}
