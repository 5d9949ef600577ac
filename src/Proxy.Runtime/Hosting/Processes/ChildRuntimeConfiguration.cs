using System.Text.Json;
using System.Text.Json.Nodes;

namespace SharedObjects.Hosting.Processes;

/// <summary>
/// The runtime settings of a child. One that runs user code has the program's own, file and all. One that runs this library alone gets a
/// copy with a lean setting added where the program says nothing: in a file, not in environment variables, because those would also reach
/// whatever the child starts. What was measured, and left out, is in docs/decisions/0002-child-host.md.
/// </summary>
internal static class ChildRuntimeConfiguration
{
    public const string Extension = ".runtimeconfig.json";

    private static readonly (string Name, bool Value)[] Lean =
    [
        // Values are compared by their bytes and never by a culture, so loading ICU would buy nothing.
        ("System.Globalization.Invariant", true),
    ];

    /// <exception cref="ChildStartException">The program is self-contained, or its file cannot be read.</exception>
    public static void Verify(string path) => Read(path, static text => text);

    /// <summary>The contents for a child that runs this library alone.</summary>
    /// <exception cref="ChildStartException">The program is self-contained, or its file cannot be read.</exception>
    public static byte[] DeriveLean(string path) => Read(path, static text =>
    {
        var document = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        if (document?["runtimeOptions"] is not JsonObject options)
            throw new JsonException("it has no runtimeOptions");

        if (options["configProperties"] is not JsonObject properties)
            options["configProperties"] = properties = [];
        foreach (var (name, value) in Lean)
        {
            if (!properties.ContainsKey(name))
                properties[name] = value;
        }

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            document.WriteTo(writer);
        return stream.ToArray();
    });

    private static T Read<T>(string path, Func<string, T> use)
    {
        try
        {
            var text = File.ReadAllText(path);
            if (text.Contains("\"includedFrameworks\"", StringComparison.Ordinal))
                throw new ChildStartException("This program cannot start child processes: it is self-contained, and they start by 'dotnet exec', which takes an installed runtime. Publish it framework-dependent (SelfContained=false).");

            return use(text);
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            throw new ChildStartException($"The program's runtime configuration {path} cannot be read, and its children need it: {exception.Message}", exception);
        }
    }
}
