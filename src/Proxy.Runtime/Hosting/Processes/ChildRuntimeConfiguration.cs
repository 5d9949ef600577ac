using System.Text.Json;
using System.Text.Json.Nodes;

namespace SharedObjects.Hosting.Processes;

/// <summary>
/// The runtime settings of a child: the program's own file with a few lean settings added where it says nothing. A file, not environment
/// variables, because those would also reach whatever programs the child starts.
/// </summary>
internal static class ChildRuntimeConfiguration
{
    public const string Extension = ".runtimeconfig.json";

    // What each buys is measured in docs/decisions/0002-child-host.md.
    private static readonly (string Name, bool Value)[] Lean =
    [
        ("System.GC.Concurrent", false),
    ];

    private static readonly (string Name, bool Value)[] LeanWithoutUserCode =
    [
        ("System.Globalization.Invariant", true),
    ];

    /// <exception cref="ChildStartException">The program is self-contained, or its file cannot be read.</exception>
    public static byte[] Derive(string path, bool runsUserCode)
    {
        try
        {
            var document = JsonNode.Parse(File.ReadAllBytes(path), documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            var options = (document?["runtimeOptions"] as JsonObject)
                ?? throw new ChildStartException($"The file {path} has no runtimeOptions. Build the program again.");
            if (options.ContainsKey("includedFrameworks"))
                throw new ChildStartException("This program cannot start child processes: it is self-contained, and they start by 'dotnet exec', which takes an installed runtime. Publish it framework-dependent (SelfContained=false).");

            if (options["configProperties"] is not JsonObject properties)
                options["configProperties"] = properties = [];
            foreach (var (name, value) in runsUserCode ? Lean : [.. Lean, .. LeanWithoutUserCode])
            {
                if (!properties.ContainsKey(name))
                    properties[name] = value;
            }

            using var stream = new MemoryStream();
            using (var writer = new Utf8JsonWriter(stream))
                document!.WriteTo(writer);
            return stream.ToArray();
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            throw new ChildStartException($"The program's runtime configuration {path} cannot be read, and its children need it: {exception.Message}", exception);
        }
    }
}
