using System.Reflection;

namespace SharedObjects.Generator.Tests.Harness;

/// <summary>Compares files with those kept in Snapshots, under the names Verify gives them; what differs is written beside, as received.</summary>
internal static class Snapshot
{
    private static readonly string Directory = Path.Combine(
        typeof(Snapshot).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "ProjectDirectory").Value!,
        "Snapshots");

    public static void Verify(GeneratorRun run, string test)
    {
        var different = new List<string>();
        foreach (var (hint, text) in run.Files)
        {
            var name = Path.Combine(Directory, $"{test}.{Path.GetFileNameWithoutExtension(hint)}");
            var received = name + ".received.cs";
            var verified = name + ".verified.cs";
            File.Delete(received);
            if (!File.Exists(verified) || File.ReadAllText(verified).ReplaceLineEndings("\n") != text)
            {
                File.WriteAllText(received, text);
                different.Add(received);
            }
        }

        var orphans = System.IO.Directory.GetFiles(Directory, $"{test}.*.verified.cs")
            .Where(path => !run.Files.Keys.Any(hint => Path.GetFileName(path) == $"{test}.{Path.GetFileNameWithoutExtension(hint)}.verified.cs"));
        Assert.True(different.Count == 0, $"Compare, and if this is right rename to .verified.cs:\n{string.Join('\n', different)}");
        Assert.Empty(orphans);
    }
}
