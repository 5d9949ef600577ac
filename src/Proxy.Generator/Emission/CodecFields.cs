using SharedObjects.Generator.Model;

namespace SharedObjects.Generator.Emission;

internal static class CodecFields
{
    public static SourceWriter Fields(this SourceWriter writer, EquatableArray<CodecField> codecs)
    {
        foreach (var codec in codecs)
        {
            var lines = codec.Expression.Split('\n');
            for (var i = 0; i < lines.Length; i++)
            {
                var line = (i == 0 ? $"private static readonly {codec.Type} {codec.Name} = " : "    ") + lines[i];
                writer.Line(i == lines.Length - 1 ? line + ";" : line);
            }
        }

        return codecs.Count > 0 ? writer.Line() : writer;
    }
}
